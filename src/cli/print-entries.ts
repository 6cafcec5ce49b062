// Shows journal entries to people, one line each, and to programs as JSON, one line each too.
import type { Entry } from '../journal/entry.ts';
import { describeEvent } from '../notify/describe-entry.ts';
import type { Suite } from '../suite.ts';
import { escapeText } from '../text/escape.ts';
import { formatSecond } from '../text/utc-time.ts';
import type { CommonFlags, Context } from './context.ts';

/** Prints what a command has written to the journal, and starts whoever follows it; returns the exit code. */
export function reportEntries(
  entries: readonly Entry[],
  { startFollowers }: Pick<Suite, 'startFollowers'>,
  { json, print }: Pick<CommonFlags, 'json'> & Pick<Context, 'print'>,
): number {
  if (entries.length > 0) startFollowers();
  for (const entry of entries) print(json ? JSON.stringify(entry) : describeEntry(entry));
  return 0;
}

/** Says an entry in one line. */
export function describeEntry(entry: Entry): string {
  return escapeText(`${formatSecond(entry.at)} ${String(entry.seq).padStart(4)} ${describeEvent(entry)}`);
}
