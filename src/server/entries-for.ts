// The journal as far as it is for a caller: all of it, or what is about the lines of its token.
import { setImmediate } from 'node:timers/promises';
import { openEntry } from '../journal/chain.ts';
import type { StoredEntry } from '../journal/entry.ts';
import { isAbout } from '../push/is-about.ts';
import type { EntryQuery, Store } from '../push/store.ts';
import type { Caller } from './caller.ts';

type Source = Pick<Store, 'readEntries' | 'readArrivals'>;

const BREATH = 500;

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
  let looked = 0;
  for await (const stored of store.readEntries(query)) {
    // Others are served in between, also where nothing is sent that would have to wait.
    if (++looked % BREATH === 0) await setImmediate();
    yield { stored, isTheirs: await isFor(caller, stored, store) };
  }
}
