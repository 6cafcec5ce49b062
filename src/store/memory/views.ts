// Views in maps, which verification folds into as well.
import type { ViewName, ViewTable } from '../../journal/view-table.ts';
import { byKey, compareBytes } from '../by-bytes.ts';

/** Returns views that are empty, and what empties them again. */
export function memoryViews(): ViewTable & { readonly clear: () => void } {
  const tables = new Map<ViewName, Map<string, string>>();
  const tableOf = (view: ViewName): Map<string, string> => {
    const table = tables.get(view) ?? new Map<string, string>();
    tables.set(view, table);
    return table;
  };
  return {
    get: (view, key) => tableOf(view).get(key),
    put: (view, key, value) => void tableOf(view).set(key, value),
    remove: (view, key) => void tableOf(view).delete(key),
    list: (view, prefix = '', range) =>
      [...tableOf(view)]
        .map(([key, value]) => ({ key, value }))
        .filter(({ key }) => key.startsWith(prefix))
        .filter(
          ({ key }) =>
            range === undefined || (compareBytes(range.from, key) <= 0 && compareBytes(key, range.to) <= 0),
        )
        .sort(byKey),
    clear: () => tables.clear(),
  };
}
