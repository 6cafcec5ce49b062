// andon log: what happened, newest last.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, optional, withDefault } from '@optique/core/modifiers';
import { command, option } from '@optique/core/primitives';
import { integer, string } from '@optique/core/valueparser';
import { openEntry } from '../journal/chain.ts';
import type { Entry } from '../journal/entry.ts';
import { parseDuration, DURATION_RULE } from '../text/duration.ts';
import { requireLineName } from '../line/line-name.ts';
import { invalid } from '../text/invalid.ts';
import { commonOptions, openFor } from './context.ts';
import type { Action } from './context.ts';
import { describeEntry } from './print-entries.ts';

const flags = object({
  ...commonOptions,
  line: optional(
    option('--line', string({ metavar: 'LINE' }), { description: message`Only what concerns this line.` }),
  ),
  since: optional(
    option('--since', string({ metavar: 'TIME' }), {
      description: message`Only the last 2d, or from a date on.`,
    }),
  ),
  limit: withDefault(
    option('--limit', integer({ min: 1 }), { description: message`At most so many entries.` }),
    100,
  ),
});

export const logCommand = command(
  'log',
  map(flags, (given): Action => async (context) => {
    const since = given.since === undefined ? '' : startOf(given.since, context.now());
    const line = given.line === undefined ? undefined : requireLineName(given.line);
    const store = (await openFor(given, context)).openStore();
    const found: string[] = [];
    for await (const stored of store.readEntries({ newestFirst: true })) {
      const entry = openEntry(stored);
      if (entry.at < since || found.length === given.limit) break;
      if (line !== undefined && !concerns(entry, line)) continue;
      found.push(given.json ? JSON.stringify({ ...entry, hash: stored.hash }) : describeEntry(entry));
    }
    for (const text of found.toReversed()) context.print(text);
    return 0;
  }),
  { description: message`Show what happened.` },
);

function concerns(entry: Entry, line: string): boolean {
  if ('line' in entry) return entry.line === line;
  return (
    'updates' in entry && entry.updates.some(({ lines }) => lines?.some((each) => each === line) === true)
  );
}

function startOf(since: string, now: Date): string {
  const ms = parseDuration(since);
  if (ms !== undefined) return new Date(now.getTime() - ms).toISOString();
  const date = /^\d{4}-\d\d-\d\d(?:T[\d:.]+Z?)?$/.test(since) ? new Date(since) : undefined;
  if (date !== undefined && !Number.isNaN(date.getTime())) return date.toISOString();
  throw invalid(
    `"${since}" is neither a length of time nor a date`,
    `Expected ${DURATION_RULE}, or 2026-11-21`,
  );
}
