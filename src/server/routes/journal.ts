// The journal: a page of it, or all of it as a stream of lines.
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { App } from '../app.ts';
import { requireAll } from '../caller.ts';
import type { ServerTools } from '../server-tools.ts';

const querystring = z.object({
  after: z.coerce.number().int().min(0).default(0),
  before: z.coerce.number().int().min(1).exactOptional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  newest: z.stringbool().default(false),
});

export function serveJournal(app: App, { store }: ServerTools): void {
  const read = { config: { scope: 'read' } } as const;
  app.get('/v1/head', { ...read, schema: { summary: 'Where the journal ends' } }, async () =>
    store().readHead(),
  );
  app.get(
    '/v1/journal',
    { ...read, schema: { summary: 'Entries, with the hashes that chain them', querystring } },
    async ({ caller, query: { after, before, limit, newest } }) => {
      requireAll(caller);
      const entries = [];
      const until = before === undefined ? {} : { beforeSeq: before };
      for await (const entry of store().readEntries({
        afterSeq: after,
        ...until,
        limit,
        newestFirst: newest,
      }))
        entries.push(entry);
      return { entries };
    },
  );
  const from = querystring.pick({ after: true });
  app.get(
    '/v1/journal.ndjson',
    { ...read, schema: { summary: 'All entries, one on a line', querystring: from } },
    async ({ caller, query: { after } }, reply) => {
      requireAll(caller);
      const lines = async function* (): AsyncIterable<string> {
        for await (const entry of store().readEntries({ afterSeq: after }))
          yield `${JSON.stringify(entry)}\n`;
      };
      return reply.type('application/x-ndjson').send(Readable.from(lines()));
    },
  );
}
