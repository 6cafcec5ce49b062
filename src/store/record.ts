// Writes events to the journal, and folds them into the views, in one transaction.
import { openEntry, sealEvent } from '../journal/chain.ts';
import type { Entry, Event } from '../journal/entry.ts';
import { project } from '../journal/views.ts';
import type { WriteTransaction } from './engine.ts';

/** Appends events at the journal's head; returns them as they stand there. */
export function record(
  transaction: WriteTransaction,
  events: readonly Event[],
  at: string,
): readonly Entry[] {
  let head = transaction.head();
  const sealed = events.map((event) => {
    const next = sealEvent(event, head, at);
    head = next.stored;
    return next;
  });
  transaction.append(sealed.map(({ stored }) => stored));
  // Fold what a reader of the journal would fold, not what this process meant to write.
  const entries = sealed.map(({ stored }) => openEntry(stored));
  for (const entry of entries) project(entry, transaction.views);
  return entries;
}
