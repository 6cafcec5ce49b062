// The engine that keeps everything in memory: the fake for tests, and the scratch copy that
// verification folds the journal into.
import { EMPTY_HEAD } from '../journal/chain.ts';
import type { Head } from '../journal/chain.ts';
import type { StoredEntry } from '../journal/entry.ts';
import type { ViewName, ViewTable } from '../journal/view-table.ts';
import type { DeliveryTable, Engine, EntryRange } from './engine.ts';

/** Returns an empty engine in memory. */
export function memoryEngine(): Engine {
  let entries: StoredEntry[] = [];
  let rows = new Map<string, string>();
  let delivered = new Map<string, string>();
  const head = (): Head => {
    const last = entries.at(-1);
    return last === undefined ? EMPTY_HEAD : { seq: last.seq, hash: last.hash };
  };
  const select = ({ afterSeq, beforeSeq = Infinity, newestFirst, limit }: EntryRange): StoredEntry[] => {
    const found = entries.filter(({ seq }) => seq > afterSeq && seq < beforeSeq);
    return (newestFirst ? found.toReversed() : found).slice(0, limit);
  };

  return {
    write(work) {
      const before = { entries: [...entries], rows: new Map(rows), delivered: new Map(delivered) };
      try {
        return work({
          views: memoryViews(rows),
          deliveries: memoryDeliveries(delivered),
          head,
          entries: select,
          append: (added) => void entries.push(...added),
          clearViews: () => rows.clear(),
        });
      } catch (error) {
        ({ entries, rows, delivered } = before);
        throw error;
      }
    },
    read: (work) =>
      work({
        views: memoryViews(rows),
        head,
        entries: select,
      }),
    close() {
      // Nothing to release.
    },
  };
}

function memoryDeliveries(rows: Map<string, string>): DeliveryTable {
  return {
    get: (channel) => rows.get(channel),
    put: (channel, value) => void rows.set(channel, value),
    list: () =>
      [...rows]
        .map(([channel, value]) => ({ channel, value }))
        .sort((a, b) => Buffer.compare(Buffer.from(a.channel), Buffer.from(b.channel))),
  };
}

/** Views in a map; the key's first word is the view's name. */
export function memoryViews(rows: Map<string, string>): ViewTable {
  const rowKey = (view: ViewName, key: string): string => `${view} ${key}`;
  return {
    get: (view, key) => rows.get(rowKey(view, key)),
    put: (view, key, value) => void rows.set(rowKey(view, key), value),
    remove: (view, key) => void rows.delete(rowKey(view, key)),
    list(view, prefix = '', range) {
      const start = rowKey(view, prefix);
      return [...rows]
        .filter(([key]) => key.startsWith(start))
        .map(([key, value]) => ({ key: key.slice(view.length + 1), value }))
        .filter(({ key }) => range === undefined || (key >= range.from && key <= range.to))
        .sort((a, b) => Buffer.compare(Buffer.from(a.key), Buffer.from(b.key)));
    },
  };
}
