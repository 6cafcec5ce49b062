// Takes entries of a journal that is kept elsewhere into an engine, where they are what comes next in it.
import { chainHash, openEntry } from '../journal/chain.ts';
import type { Head } from '../journal/chain.ts';
import type { StoredEntry } from '../journal/entry.ts';
import { project } from '../journal/views.ts';
import { digestOf } from '../push/digest-of.ts';
import { AndonError } from '../text/andon-error.ts';
import type { Engine } from './engine.ts';

/**
 * Appends those that the engine has not, and folds them; returns where it ends then.
 * @throws {AndonError} `journal-broken`, before anything is written, where one does not follow from the one before
 */
export async function takeIn(to: Engine, entries: readonly StoredEntry[]): Promise<Head> {
  return to.write((transaction) => {
    let head = transaction.head();
    const fresh = entries.filter(({ seq }) => seq > head.seq);
    for (const { seq, body, hash } of fresh) {
      if (seq !== head.seq + 1 || hash !== chainHash(head.hash, body, digestOf)) throw brokenAt(seq);
      head = { seq, hash };
    }
    transaction.append(fresh);
    for (const stored of fresh) project(openEntry(stored), transaction.views);
    return head;
  });
}

export function brokenAt(seq: number): AndonError {
  return new AndonError(
    'journal-broken',
    `The journal is broken at entry ${seq}: nothing from there on is taken over`,
    {
      kind: 'tampered',
      hints: ['andon audit verify'],
    },
  );
}
