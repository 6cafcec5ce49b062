// Does what time brings to the lines: what the calendar has to do, and builds that are overdue or were never heard of.
import type { Entry } from '../journal/entry.ts';
import type { Policy } from './policy.ts';
import type { Store } from './store.ts';

/** Returns what was written to the journal; costs a look where nothing is due. */
export async function tickLines(
  { lines }: Pick<Policy, 'lines'>,
  store: Pick<Store, 'tick' | 'sweep'>,
): Promise<readonly Entry[]> {
  const entries = [...(await store.tick())];
  for (const { name, builds } of lines)
    if (builds?.overdueAfterMs !== undefined) entries.push(...(await store.sweep(name, builds)));
  return entries;
}
