// What stands beside a journal, in maps.
import { byKey, compareBytes } from '../by-bytes.ts';
import type { SideName, WriteTransaction } from '../engine.ts';

/** Returns tables that are empty. */
export function memorySides(): WriteTransaction['side'] {
  const tables = new Map<SideName, Map<string, string>>();
  return (name) => {
    const rows = tables.get(name) ?? new Map<string, string>();
    tables.set(name, rows);
    return {
      get: (key) => rows.get(key),
      list: () => [...rows].map(([key, value]) => ({ key, value })).sort(byKey),
      put: (key, value) => void rows.set(key, value),
      remove: (key) => void rows.delete(key),
      removeBefore(key) {
        for (const each of rows.keys()) if (compareBytes(each, key) < 0) rows.delete(each);
      },
    };
  };
}
