// A transaction that is not written yet: it shows what it has written over what was there, and can be written as a whole
// to where it belongs, or forgotten.
import type { StoredEntry } from '../journal/entry.ts';
import type { ViewName, ViewTable } from '../journal/view-table.ts';
import { compareBytes } from './by-bytes.ts';
import type { EntryRange, ReadTransaction, SideName, WriteTransaction } from './engine.ts';
import { newOverlay } from './overlay.ts';
import type { Overlay } from './overlay.ts';

export interface Draft extends WriteTransaction {
  readonly appended: readonly StoredEntry[];
  /** Does to the tables beside the journal what was done to them here, in that order. */
  readonly writeSides: (side: WriteTransaction['side']) => void;
  /** Does to a transaction all that was done here. */
  readonly writeTo: (transaction: WriteTransaction) => void;
}

/** Begins a draft on what a transaction sees. */
export function newDraft(base: ReadTransaction): Draft {
  const appended: StoredEntry[] = [];
  const [viewChanges, sideChanges]: [((views: ViewTable) => void)[], ((side: Draft['side']) => void)[]] = [
    [],
    [],
  ];
  const [views, sides] = [new Map<ViewName, Overlay>(), new Map<SideName, Overlay>()];
  let isCleared = false;

  const viewOf = (name: ViewName): Overlay =>
    findOrMake(views, name, () => {
      const view = newOverlay((key) => base.views.get(name, key));
      if (isCleared) view.clear();
      return view;
    });
  const sideOf = (name: SideName): Overlay =>
    findOrMake(sides, name, () => newOverlay((key) => base.side(name).get(key)));
  const change = (done: (views: Pick<ViewTable, 'put' | 'remove'>) => void): void => {
    done({
      put: (view, ...row) => viewOf(view).put(...row),
      remove: (view, key) => viewOf(view).remove(key),
    });
    viewChanges.push(done);
  };
  const changeSide = (
    name: SideName,
    done: (table: Pick<Overlay, 'put' | 'remove' | 'removeBefore'>) => void,
  ): void => {
    done(sideOf(name));
    sideChanges.push((side) => done(side(name)));
  };

  const draft: WriteTransaction = {
    head() {
      const last = appended.at(-1);
      return last === undefined ? base.head() : { seq: last.seq, hash: last.hash };
    },
    entries: (range) => selectEntries(base, appended, range),
    append(entries) {
      for (const entry of entries) appended.push(entry);
    },
    views: {
      get: (view, key) => viewOf(view).get(key),
      list: (view, prefix = '', range) =>
        viewOf(view).list(base.views.list(view, prefix, range), (key) =>
          range === undefined
            ? key.startsWith(prefix)
            : compareBytes(range.from, key) <= 0 && compareBytes(key, range.to) <= 0,
        ),
      put: (view, key, value) => change((to) => to.put(view, key, value)),
      remove: (view, key) => change((to) => to.remove(view, key)),
    },
    side: (name) => ({
      get: (key) => sideOf(name).get(key),
      list: () => sideOf(name).list(base.side(name).list(), () => true),
      put: (key, value) => changeSide(name, (table) => table.put(key, value)),
      remove: (key) => changeSide(name, (table) => table.remove(key)),
      removeBefore: (key) => changeSide(name, (table) => table.removeBefore(key)),
    }),
    clearViews() {
      isCleared = true;
      viewChanges.length = 0;
      for (const view of views.values()) view.clear();
    },
  };
  const writeSides: Draft['writeSides'] = (side) => {
    for (const done of sideChanges) done(side);
  };
  return {
    ...draft,
    appended,
    writeSides,
    writeTo(transaction) {
      if (isCleared) transaction.clearViews();
      transaction.append(appended);
      for (const done of viewChanges) done(transaction.views);
      writeSides(transaction.side);
    },
  };
}

function findOrMake<K, V>(known: Map<K, V>, key: K, make: () => V): V {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

function selectEntries(
  base: ReadTransaction,
  appended: readonly StoredEntry[],
  range: EntryRange,
): readonly StoredEntry[] {
  const { afterSeq, beforeSeq = Infinity, newestFirst, limit } = range;
  const own = appended.filter(({ seq }) => seq > afterSeq && seq < beforeSeq);
  if (!newestFirst) {
    const old = base.entries(range);
    return [...old, ...own.slice(0, limit - old.length)];
  }
  const newest = own.toReversed().slice(0, limit);
  return [...newest, ...base.entries({ ...range, limit: limit - newest.length })];
}
