// The engine that keeps everything in memory, for tests, and views in memory, which verification folds into.
import { EMPTY_HEAD } from '../journal/chain.ts';
import type { Head } from '../journal/chain.ts';
import type { StoredEntry } from '../journal/entry.ts';
import type { ViewName, ViewTable } from '../journal/view-table.ts';
import { byKey, compareBytes } from './by-bytes.ts';
import type { Engine, EntryRange, SideName, SideTable } from './engine.ts';

/** Rows by key, view by view. */
type Rows = Map<ViewName, Map<string, string>>;

/** What takes changes back, the last one first. */
type Undo = (() => void)[];

/** Returns an empty engine in memory. */
export function memoryEngine(): Engine {
  const entries: StoredEntry[] = [];
  const rows: Rows = new Map();
  let sides: Sides = newSides();
  const head = (): Head => {
    const last = entries.at(-1);
    return last === undefined ? EMPTY_HEAD : { seq: last.seq, hash: last.hash };
  };
  const select = ({ afterSeq, beforeSeq = Infinity, newestFirst, limit }: EntryRange): StoredEntry[] => {
    const found = entries.filter(({ seq }) => seq > afterSeq && seq < beforeSeq);
    return (newestFirst ? found.toReversed() : found).slice(0, limit);
  };

  return {
    async write(work) {
      const undo: Undo = [];
      const before = { count: entries.length, sides: copySides(sides) };
      try {
        return work({
          views: memoryViews(rows, undo),
          side: (name) => memorySide(sides[name]),
          head,
          entries: select,
          append: (added) => void entries.push(...added),
          clearViews() {
            const former = [...rows];
            rows.clear();
            undo.push(() => {
              rows.clear();
              for (const [view, table] of former) rows.set(view, table);
            });
          },
        });
      } catch (error) {
        for (const takeBack of undo.toReversed()) takeBack();
        entries.length = before.count;
        ({ sides } = before);
        throw error;
      }
    },
    head: async () => head(),
    read: async (work) =>
      work({
        views: memoryViews(rows),
        side: (name) => memorySide(sides[name]),
        head,
        entries: select,
      }),
    close() {
      // Nothing to release.
    },
  };
}

type Sides = Readonly<Record<SideName, Map<string, string>>>;

function newSides(): Sides {
  return { delivery: new Map(), answer: new Map(), schedule: new Map(), session: new Map() };
}

function copySides({ delivery, answer, schedule, session }: Sides): Sides {
  return {
    delivery: new Map(delivery),
    answer: new Map(answer),
    schedule: new Map(schedule),
    session: new Map(session),
  };
}

function memorySide(rows: Map<string, string>): SideTable {
  const list = (): { key: string; value: string }[] =>
    [...rows].map(([key, value]) => ({ key, value })).sort(byKey);
  return {
    get: (key) => rows.get(key),
    put: (key, value) => void rows.set(key, value),
    remove: (key) => void rows.delete(key),
    removeBefore(key) {
      for (const row of list()) if (compareBytes(row.key, key) < 0) rows.delete(row.key);
    },
    list,
  };
}

/** Views in maps; what takes a change back is added to `undo`. */
export function memoryViews(rows: Rows = new Map(), undo: Undo = []): ViewTable {
  const tableOf = (view: ViewName): Map<string, string> => {
    const table = rows.get(view) ?? new Map<string, string>();
    rows.set(view, table);
    return table;
  };
  const change = (view: ViewName, key: string, value: string | undefined): void => {
    const table = tableOf(view);
    const former = table.get(key);
    undo.push(() => setRow(table, key, former));
    setRow(table, key, value);
  };
  return {
    get: (view, key) => rows.get(view)?.get(key),
    put: change,
    remove: (view, key) => change(view, key, undefined),
    list: (view, prefix = '', range) =>
      [...tableOf(view)]
        .map(([key, value]) => ({ key, value }))
        .filter(({ key }) => key.startsWith(prefix))
        .filter(({ key }) => range === undefined || (key >= range.from && key <= range.to))
        .sort(byKey),
  };
}

function setRow(table: Map<string, string>, key: string, value: string | undefined): void {
  if (value === undefined) table.delete(key);
  else table.set(key, value);
}
