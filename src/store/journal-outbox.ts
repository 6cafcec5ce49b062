// The outbox over any engine: the entries of the journal, and how far each channel is with them.
import { openEntry } from '../journal/chain.ts';
import { readLanded } from '../journal/landed.ts';
import { readFreed } from '../journal/waiting.ts';
import { listView } from '../journal/view-table.ts';
import type { Stop } from '../line/stop.ts';
import { newDelivery } from '../notify/delivery.ts';
import type { Delivery } from '../notify/delivery.ts';
import type { Outbox } from '../notify/outbox.ts';
import type { Engine, ReadTransaction } from './engine.ts';
import { readRepositories, readStop } from './read-views.ts';

const BATCH = 100;

/** Builds the outbox on an engine. */
export function journalOutbox(engine: Engine): Outbox {
  return {
    read: async () =>
      engine.read((transaction) => ({
        head: transaction.head().seq,
        deliveries: new Map(
          transaction
            .side('delivery')
            .list()
            .map(({ key, value }) => [key, parse(value)]),
        ),
      })),
    start: async (channel, since) =>
      engine.write((transaction) => {
        const deliveries = transaction.side('delivery');
        if (deliveries.get(channel) !== undefined) return;
        deliveries.put(channel, JSON.stringify(newDelivery(lastBefore(transaction, since))));
      }),
    change: async (channel, change) =>
      engine.write((transaction) => {
        const deliveries = transaction.side('delivery');
        const text = deliveries.get(channel);
        const changed = text === undefined ? undefined : change(parse(text), transaction.head().seq);
        if (changed !== undefined) deliveries.put(channel, JSON.stringify(changed));
        return changed;
      }),
    readEntries: async (afterSeq, limit) =>
      engine.read((transaction) => transaction.entries({ afterSeq, newestFirst: false, limit })),
    readFacts: async (entry) =>
      engine.read(({ views }) => ({
        stop: 'stop' in entry ? readStop(views, entry.stop) : undefined,
        openStops: listView<Stop>(views, 'open-stop'),
        landed: readLanded(views, entry),
        freed: readFreed(views, entry),
        repositories: 'line' in entry ? (readRepositories(views).get(entry.line) ?? []) : [],
      })),
  };
}

function lastBefore(transaction: ReadTransaction, since: string): number {
  let beforeSeq = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const batch = transaction.entries({ afterSeq: 0, beforeSeq, newestFirst: true, limit: BATCH });
    const found = batch.find((stored) => openEntry(stored).at < since);
    if (found !== undefined) return found.seq;
    if (batch.length < BATCH) return 0;
    beforeSeq = batch.at(-1)?.seq ?? 0;
  }
}

function parse(text: string): Delivery {
  return JSON.parse(text) as Delivery;
}
