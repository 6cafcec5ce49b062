// Moves a journal to another database, entry by entry and hash by hash: what comes out is the same chain, or nothing.
import type { Head } from '../journal/chain.ts';
import type { StoredEntry } from '../journal/entry.ts';
import { AndonError } from '../text/andon-error.ts';
import type { Engine } from './engine.ts';
import { takeIn } from './take-in.ts';

const BATCH = 1_000;

/**
 * Copies what a store holds into one that is empty, or that holds the beginning of it: a copy that was cut off goes on.
 * @throws {AndonError} `store-other` where the target holds anything else, `journal-broken` where the source is broken
 */
export async function copyStore(from: Engine, to: Engine): Promise<Head> {
  let head = await to.head();
  await requireBeginning(head, from);
  for (;;) {
    const entries = await readAfter(from, head.seq, BATCH);
    if (entries.length === 0) break;
    head = await takeIn(to, entries);
  }
  // What was announced is not announced again.
  const deliveries = await from.read((transaction) => transaction.side('delivery').list());
  await to.write((transaction) => {
    const known = transaction.side('delivery');
    for (const { key, value } of deliveries) if (known.get(key) === undefined) known.put(key, value);
  });
  return head;
}

async function requireBeginning({ seq, hash }: Head, from: Engine): Promise<void> {
  if (seq === 0) return;
  const [same] = await readAfter(from, seq - 1, 1);
  if (same?.seq === seq && same.hash === hash) return;
  throw new AndonError('store-other', 'The target holds another journal', {
    kind: 'usage',
    hints: ['Copy into a file that is not there yet'],
  });
}

async function readAfter(engine: Engine, afterSeq: number, limit: number): Promise<readonly StoredEntry[]> {
  return engine.read((transaction) => transaction.entries({ afterSeq, newestFirst: false, limit }));
}
