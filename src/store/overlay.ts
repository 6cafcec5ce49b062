// Rows as they will be, over rows as they are: what is changed is kept apart, to be written later or forgotten.
import { byKey, compareBytes } from './by-bytes.ts';
import type { SideReader, SideTable } from './engine.ts';

type Row = ReturnType<SideReader['list']>[number];

export interface Overlay extends Omit<SideTable, 'list'> {
  /** Lists all rows, of `base` as it answers a question, with the changes that are an answer to it. */
  readonly list: (base: readonly Row[], isAsked: (key: string) => boolean) => readonly Row[];
  /** Hides all that was there before. */
  readonly clear: () => void;
}

/** Lays changes over what `get` finds. */
export function newOverlay(get: SideReader['get']): Overlay {
  const changed = new Map<string, string | undefined>();
  let lowest: string | undefined;
  let isCleared = false;
  const isHidden = (key: string): boolean =>
    isCleared || (lowest !== undefined && compareBytes(key, lowest) < 0);
  return {
    get: (key) => (changed.has(key) ? changed.get(key) : isHidden(key) ? undefined : get(key)),
    put: (key, value) => void changed.set(key, value),
    remove: (key) => void changed.set(key, undefined),
    removeBefore(key) {
      for (const each of changed.keys()) if (compareBytes(each, key) < 0) changed.delete(each);
      if (lowest === undefined || compareBytes(lowest, key) < 0) lowest = key;
    },
    clear() {
      changed.clear();
      isCleared = true;
    },
    list(base, isAsked) {
      const own = [...changed].filter(([key]) => isAsked(key));
      if (own.length === 0 && !isCleared && lowest === undefined) return base;
      const added = own.flatMap(([key, value]) => (value === undefined ? [] : [{ key, value }]));
      return [...base.filter(({ key }) => !changed.has(key) && !isHidden(key)), ...added].sort(byKey);
    },
  };
}
