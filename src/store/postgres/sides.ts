// What is kept beside a journal that servers share, as one of them knows it: read whole when it starts, and kept up by
// version.
import type { SideName, WriteTransaction } from '../engine.ts';
import { memorySides } from '../memory/sides.ts';

/** A row as the database has it; one without a value was removed. */
export interface SideRow {
  readonly name: SideName;
  readonly key: string;
  readonly value: string | null;
  /** Those that one transaction wrote have one. */
  readonly version: number;
}

export interface SharedSides {
  readonly side: WriteTransaction['side'];
  /** All that was written up to this is known. */
  readonly version: () => number;
  /** Takes all that there is in place of what was known. */
  readonly replace: (rows: readonly SideRow[], upTo: number) => void;
  /** Takes in all that was written up to a version, and maybe more: readers may come back in any order. */
  readonly takeIn: (rows: readonly SideRow[], upTo: number) => void;
}

/** Begins with nothing. */
export function newSharedSides(): SharedSides {
  let tables = memorySides();
  let known = 0;
  const side: SharedSides['side'] = (name) => tables(name);
  return {
    side,
    version: () => known,
    replace(rows, upTo) {
      tables = memorySides();
      known = 0;
      takeIn(rows, upTo);
    },
    takeIn,
  };

  function takeIn(rows: readonly SideRow[], upTo: number): void {
    const fresh = rows.filter(({ version }) => version > known);
    for (const { name, key, value } of fresh)
      if (value === null) side(name).remove(key);
      else side(name).put(key, value);
    known = fresh.reduce((newest, { version }) => Math.max(newest, version), Math.max(known, upTo));
  }
}
