// The journal: a page of it, or all of it as a stream of lines. Whoever may see some lines has what is about those.
import { Readable } from 'node:stream';
import { z } from 'zod';
import type { App } from '../app.ts';
import { requireAll } from '../caller.ts';
import type { Caller } from '../caller.ts';
import { lookFor } from '../entries-for.ts';
import { pageQuery } from '../schemas/values.ts';
import type { ServerTools } from '../server-tools.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import type { Store } from '../../push/store.ts';

const querystring = pageQuery.extend({
  /** Without anything left out, or not at all: for those who check hashes. */
  whole: z.stringbool().default(false),
});

/** So far one request looks for what is for a caller; the answer says where to go on. */
const MOST_LOOKED_AT = 10_000;
const LEFT_OUT = 'a token for some lines gets what is about them, without what the hashes in between are of';

export function serveJournal(app: App, { store }: ServerTools): void {
  const read = { config: { scope: 'read' } } as const;
  app.get('/v1/head', { ...read, schema: { summary: 'Where the journal ends' } }, async () =>
    store().readHead(),
  );
  const page = `Entries, with the hashes that chain them; go on after (or before) \`next\`; ${LEFT_OUT}`;
  app.get('/v1/journal', { ...read, schema: { summary: page, querystring } }, async ({ caller, query }) => {
    if (query.whole) requireAll(caller);
    return readPage(caller, query, store());
  });
  const from = querystring.pick({ after: true });
  app.get(
    '/v1/journal.ndjson',
    { ...read, schema: { summary: `All entries, one on a line; ${LEFT_OUT}`, querystring: from } },
    async ({ caller, query: { after } }, reply) => {
      const lines = async function* (): AsyncIterable<string> {
        for await (const { stored, isTheirs } of lookFor(caller, { afterSeq: after }, store()))
          if (isTheirs) yield `${JSON.stringify(stored)}\n`;
      };
      return reply.type('application/x-ndjson').send(Readable.from(lines()));
    },
  );
}

async function readPage(
  caller: Caller,
  { after, before, limit, newest }: z.output<typeof querystring>,
  store: Store,
): Promise<{ readonly entries: readonly StoredEntry[]; readonly next?: number }> {
  const most = caller.lines === undefined ? limit : MOST_LOOKED_AT;
  const until = before === undefined ? {} : { beforeSeq: before };
  const query = { afterSeq: after, ...until, newestFirst: newest, limit: most };
  const entries: StoredEntry[] = [];
  let [looked, next] = [0, 0];
  for await (const { stored, isTheirs } of lookFor(caller, query, store)) {
    looked++;
    next = stored.seq;
    if (isTheirs) entries.push(stored);
    if (entries.length === limit) break;
  }
  return entries.length === limit || looked === most ? { entries, next } : { entries };
}
