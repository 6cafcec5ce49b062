// Verifies the whole journal of a store.
import { startChainCheck } from '../journal/verify.ts';
import type { ChainVerdict } from '../journal/verify.ts';
import { digestOf } from './digest-of.ts';
import type { Store } from './store.ts';

/** Checks every entry, oldest first, and names the first that is wrong. */
export async function verifyJournal(store: Pick<Store, 'readHead' | 'readEntries'>): Promise<ChainVerdict> {
  const recorded = await store.readHead();
  const check = startChainCheck(digestOf);
  for await (const stored of store.readEntries({})) {
    // What is appended while this runs is behind the head that was read.
    if (stored.seq > recorded.seq) break;
    const verdict = check.take(stored);
    if (verdict !== undefined) return verdict;
  }
  return check.finish(recorded);
}
