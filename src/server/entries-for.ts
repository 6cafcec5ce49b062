// The journal as far as it is for a caller: all of it, or what is about the lines of its token.
import { openEntry } from '../journal/chain.ts';
import type { StoredEntry } from '../journal/entry.ts';
import { isAbout } from '../push/is-about.ts';
import type { EntryQuery, Store } from '../push/store.ts';
import type { Caller } from './caller.ts';
import { inBreaths } from './in-breaths.ts';

type Source = Pick<Store, 'readEntries' | 'readArrivals'>;

/** Tells whether an entry is for a caller. */
export async function isFor(
  { lines }: Caller,
  stored: StoredEntry,
  store: Pick<Source, 'readArrivals'>,
): Promise<boolean> {
  return lines === undefined || isAbout(openEntry(stored), lines, store);
}

/** Looks at entries in order, and says of each whether it is for a caller. */
export async function* lookFor(
  caller: Caller,
  query: EntryQuery,
  store: Source,
): AsyncIterable<{ readonly stored: StoredEntry; readonly isTheirs: boolean }> {
  // Also where nothing is sent that would have to wait.
  for await (const stored of inBreaths(store.readEntries(query)))
    yield { stored, isTheirs: await isFor(caller, stored, store) };
}
