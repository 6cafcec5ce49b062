// Rows as they will be, over rows as they are: what is changed is kept apart, to be written later or forgotten.
import { byKey, compareBytes } from './by-bytes.ts';
import type { SideReader, SideTable } from './engine.ts';

type Row = ReturnType<SideReader['list']>[number];

/** What has become of rows in all: first those below a key are removed, then each of these is put, or removed. */
export interface NetChange {
  readonly removedBefore: string | undefined;
  readonly rows: ReadonlyMap<string, string | undefined>;
}

export interface Overlay extends Omit<SideTable, 'list'> {
  /** Lists all rows, of `base` as it answers a question, with the changes that are an answer to it. */
  readonly list: (base: readonly Row[], isAsked: (key: string) => boolean) => readonly Row[];
  /** Hides all that was there before. */
  readonly clear: () => void;
  readonly net: () => NetChange;
}

/** Lays changes over what `get` finds. */
export function newOverlay(get: SideReader['get']): Overlay {
  const rows = new Map<string, string | undefined>();
  let removedBefore: string | undefined;
  let isCleared = false;
  const isHidden = (key: string): boolean =>
    isCleared || (removedBefore !== undefined && compareBytes(key, removedBefore) < 0);
  return {
    get(key) {
      if (rows.has(key)) return rows.get(key);
      return isHidden(key) ? undefined : get(key);
    },
    put: (key, value) => void rows.set(key, value),
    remove: (key) => void rows.set(key, undefined),
    removeBefore(key) {
      for (const each of rows.keys()) if (compareBytes(each, key) < 0) rows.delete(each);
      if (removedBefore === undefined || compareBytes(removedBefore, key) < 0) removedBefore = key;
    },
    clear() {
      rows.clear();
      isCleared = true;
    },
    list(base, isAsked) {
      const own = [...rows].filter(([key]) => isAsked(key));
      if (own.length === 0 && !isCleared && removedBefore === undefined) return base;
      const added = own.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
      return [...base.filter(({ key }) => !rows.has(key) && !isHidden(key)), ...added].sort(byKey);
    },
    net: () => ({ removedBefore, rows }),
  };
}
