// The journal as it grows, as server-sent events (https://html.spec.whatwg.org/multipage/server-sent-events.html):
// whoever was cut off says the last event it had, and goes on behind it.
import { z } from 'zod';
import { openEntry } from '../../journal/chain.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import type { App } from '../app.ts';
import { requireAll } from '../caller.ts';
import type { ServerTools } from '../server-tools.ts';

const BEAT_MS = 15_000;
/** Whoever does not read for so long is let go; it can come back, and misses nothing. */
const MOST_WAITING_BYTES = 4 * 1024 * 1024;

const querystring = z.object({ after: z.coerce.number().int().min(0).exactOptional() });

export function serveEvents(app: App, { store, live }: ServerTools): void {
  app.get(
    '/v1/events',
    { config: { scope: 'read' }, schema: { summary: 'Entries as they are written', querystring } },
    async (request, reply) => {
      requireAll(request.caller);
      const last = request.headers['last-event-id'];
      const given = typeof last === 'string' && /^\d{1,15}$/.test(last) ? Number(last) : request.query.after;
      const after = given ?? (await store().readHead()).seq;
      reply.hijack();
      const stream = reply.raw;
      stream.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        // What stands in between must not wait for more.
        'x-accel-buffering': 'no',
      });
      stream.write(': andon\n\n');
      const end = live.watch(
        after,
        (entries) => {
          stream.write(entries.map(formatEvent).join(''));
          if (stream.writableLength > MOST_WAITING_BYTES) stream.destroy();
        },
        () => stream.end(),
      );
      const beat = setInterval(() => void stream.write(':\n\n'), BEAT_MS);
      stream.on('close', () => {
        clearInterval(beat);
        end();
      });
    },
  );
}

function formatEvent(stored: StoredEntry): string {
  return `id: ${stored.seq}\nevent: ${openEntry(stored).kind}\ndata: ${stored.body}\n\n`;
}
