// A transaction that is not written yet: it shows what it has written over what was there, and can be written as a whole
// to where it belongs, or forgotten.
import type { StoredEntry } from '../journal/entry.ts';
import type { ViewName } from '../journal/view-table.ts';
import { compareBytes } from './by-bytes.ts';
import type { EntryRange, ReadTransaction, SideName, WriteTransaction } from './engine.ts';
import { newOverlay } from './overlay.ts';
import type { NetChange, Overlay } from './overlay.ts';

export interface Draft extends WriteTransaction {
  readonly appended: readonly StoredEntry[];
  /** What has become of the tables beside the journal. */
  readonly sideChanges: () => ReadonlyMap<SideName, NetChange>;
  /** Does to a transaction all that was done here. */
  readonly writeTo: (transaction: WriteTransaction) => void;
}

/** Begins a draft on what a transaction sees. */
export function newDraft(base: ReadTransaction): Draft {
  const appended: StoredEntry[] = [];
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
  const sideChanges: Draft['sideChanges'] = () =>
    new Map([...sides].map(([name, side]) => [name, side.net()]));

  return {
    appended,
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
      put: (view, key, value) => viewOf(view).put(key, value),
      remove: (view, key) => viewOf(view).remove(key),
    },
    side(name) {
      const side = sideOf(name);
      return { ...side, list: () => side.list(base.side(name).list(), () => true) };
    },
    clearViews() {
      isCleared = true;
      for (const view of views.values()) view.clear();
    },
    sideChanges,
    writeTo(transaction) {
      transaction.append(appended);
      if (isCleared) transaction.clearViews();
      for (const [name, view] of views)
        for (const [key, value] of view.net().rows)
          if (value === undefined) transaction.views.remove(name, key);
          else transaction.views.put(name, key, value);
      for (const [name, change] of sideChanges()) writeSide(transaction.side(name), change);
    },
  };
}

function writeSide(side: ReturnType<WriteTransaction['side']>, { removedBefore, rows }: NetChange): void {
  if (removedBefore !== undefined) side.removeBefore(removedBefore);
  for (const [key, value] of rows)
    if (value === undefined) side.remove(key);
    else side.put(key, value);
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
