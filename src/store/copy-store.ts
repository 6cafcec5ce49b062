// Moves a journal to another database, entry by entry and hash by hash: what comes out is the same chain, or nothing.
import { chainHash, openEntry } from '../journal/chain.ts';
import type { Digest, Head } from '../journal/chain.ts';
import type { StoredEntry } from '../journal/entry.ts';
import { project } from '../journal/views.ts';
import { AndonError } from '../text/andon-error.ts';
import type { Engine } from './engine.ts';

const BATCH = 1_000;

/**
 * Copies what a store holds into one that is empty, or that holds the beginning of it: a copy that was cut off goes on.
 * @throws {AndonError} `store-other` where the target holds anything else, `journal-broken` where the source is broken
 */
export function copyStore(from: Engine, to: Engine, digest: Digest): Head {
  let head = to.read((transaction) => transaction.head());
  requireBeginning(head, from);
  for (;;) {
    const entries = readAfter(from, head.seq, BATCH);
    if (entries.length === 0) break;
    for (const { seq, body, hash } of entries) {
      if (seq !== head.seq + 1 || hash !== chainHash(head.hash, body, digest))
        throw new AndonError(
          'journal-broken',
          `The journal is broken at entry ${seq}: nothing behind it is copied`,
          {
            kind: 'tampered',
            hints: ['andon audit verify'],
          },
        );
      head = { seq, hash };
    }
    to.write((transaction) => {
      transaction.append(entries);
      for (const stored of entries) project(openEntry(stored), transaction.views);
    });
  }
  // What was announced is not announced again.
  const deliveries = from.write((transaction) => transaction.deliveries.list());
  to.write((transaction) => {
    for (const { channel, value } of deliveries)
      if (transaction.deliveries.get(channel) === undefined) transaction.deliveries.put(channel, value);
  });
  return head;
}

function requireBeginning({ seq, hash }: Head, from: Engine): void {
  if (seq === 0) return;
  const [same] = readAfter(from, seq - 1, 1);
  if (same?.seq === seq && same.hash === hash) return;
  throw new AndonError('store-other', 'The target holds another journal', {
    kind: 'usage',
    hints: ['Copy into a file that is not there yet'],
  });
}

function readAfter(engine: Engine, afterSeq: number, limit: number): readonly StoredEntry[] {
  return engine.read((transaction) => transaction.entries({ afterSeq, newestFirst: false, limit }));
}
