// The journal as it grows: whoever was cut off says the last event it had, and goes on behind it.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { openEntry } from '../../journal/chain.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import type { App } from '../app.ts';
import { isFor } from '../entries-for.ts';
import type { SendEvents } from '../event-stream.ts';
import type { ServerTools } from '../server-tools.ts';

export const afterQuery = z.object({ after: z.coerce.number().int().min(0).exactOptional() });

/** Returns the last event that whoever asks says to have had. */
export function lastHad(headers: FastifyRequest['headers'], after: number | undefined): number | undefined {
  const last = headers['last-event-id'];
  return typeof last === 'string' && /^\d{1,15}$/.test(last) ? Number(last) : after;
}

export function serveEvents(app: App, { store }: ServerTools, sendEvents: SendEvents): void {
  app.get(
    '/v1/events',
    {
      config: { scope: 'read' },
      // It would have no end, and nothing in it.
      exposeHeadRoute: false,
      schema: {
        summary: 'Entries as they are written; a token for some lines gets those that are about them',
        querystring: afterQuery,
      },
    },
    async (request, reply) => {
      const after = lastHad(request.headers, request.query.after) ?? (await store().readHead()).seq;
      const { caller } = request;
      const choose = async (entries: readonly StoredEntry[]): Promise<readonly StoredEntry[]> => {
        const chosen: StoredEntry[] = [];
        for (const entry of entries) if (await isFor(caller, entry, store())) chosen.push(entry);
        return chosen;
      };
      sendEvents(request, reply, {
        after,
        format: (entries) => entries.map(formatEvent).join(''),
        ...(caller.lines === undefined ? {} : { choose }),
      });
    },
  );
}

function formatEvent(stored: StoredEntry): string {
  return `id: ${stored.seq}\nevent: ${openEntry(stored).kind}\ndata: ${stored.body}\n\n`;
}
