// The journal for people: searched from its end, and all that it says of one push.
import { z } from 'zod';
import { journalPage, pushPage } from '../../board/journal-page.ts';
import { fitsSearch, SEARCH_FIELDS } from '../../board/search.ts';
import { openEntry } from '../../journal/chain.ts';
import type { Entry } from '../../journal/entry.ts';
import { formatTime } from '../../text/utc-time.ts';
import type { App } from '../app.ts';
import { isFor, lookFor } from '../entries-for.ts';
import { PAGE, READ_PAGE } from '../page.ts';
import type { SendPage } from '../page.ts';
import type { ServerTools } from '../server-tools.ts';

const PAGE_LENGTH = 50;
/** So far one request looks; the page says how to look on. */
const MOST_LOOKED_AT = 10_000;
/** So far apart what is on record of one push may be. */
const MOST_BETWEEN = 2_000;

const word = z.string().max(1_000).optional().catch(undefined);
const seq = z.coerce.number().int().min(1).optional().catch(undefined);
const search = z.object({
  ...Object.fromEntries(SEARCH_FIELDS.map((field) => [field, word])),
  before: seq,
}) as z.ZodType<Partial<Record<(typeof SEARCH_FIELDS)[number], string>> & { before?: number }>;
const near = z.object({ near: seq });
const params = z.object({ push: z.string().max(200) });

export function serveJournalPages(app: App, { store, now }: ServerTools, sendPage: SendPage): void {
  app.get(
    '/journal',
    { ...READ_PAGE, schema: { ...PAGE.schema, querystring: search } },
    async (request, reply) => {
      const { before, ...wanted } = request.query;
      const given = Object.fromEntries(
        Object.entries(wanted).filter(([, text]) => text !== undefined && text !== ''),
      );
      const entries: Entry[] = [];
      let [last, looked] = [0, 0];
      const from = { newestFirst: true, ...(before === undefined ? {} : { beforeSeq: before }) };
      const looking = lookFor(request.caller, { ...from, limit: MOST_LOOKED_AT }, store());
      for await (const { stored, isTheirs } of looking) {
        last = stored.seq;
        looked++;
        if (!isTheirs) continue;
        const entry = openEntry(stored);
        if (fitsSearch(entry, given)) entries.push(entry);
        if (entries.length >= PAGE_LENGTH) break;
      }
      const more = last > 1 && (entries.length >= PAGE_LENGTH || looked >= MOST_LOOKED_AT);
      const found = { entries, ...(more ? { before: last } : {}), now: formatTime(now()) };
      return sendPage(request, reply, journalPage(given, found));
    },
  );
  app.get(
    '/pushes/:push',
    { ...READ_PAGE, schema: { ...PAGE.schema, params, querystring: near } },
    async (request, reply) => {
      const { push } = request.params;
      const place = request.query.near ?? (await store().readHead()).seq;
      const from = Math.max(0, place - MOST_BETWEEN);
      const entries: Entry[] = [];
      for await (const stored of store().readEntries({ afterSeq: from, limit: 2 * MOST_BETWEEN })) {
        if (!stored.body.includes(JSON.stringify(push))) continue;
        const entry = openEntry(stored);
        if (!('push' in entry && entry.push === push)) continue;
        if (await isFor(request.caller, stored, store())) entries.push(entry);
      }
      if (entries.length === 0)
        throw Object.assign(new Error('No such push is on record here'), { statusCode: 404 });
      return sendPage(request, reply, pushPage(push, entries, formatTime(now())));
    },
  );
}
