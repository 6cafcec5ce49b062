// Finds the maps of rules in what a file says.
import { isMap } from '../text/is-map.ts';
import type { Tree } from './merge-layers.ts';
import type { RuleKey } from './rule-steps.ts';

/** What one place in a file says of rules. */
export interface RuleMap {
  /** Where in the file; `lint` or `guard` alone is for every ref. */
  readonly path: readonly string[];
  readonly key: RuleKey;
  readonly map: Tree;
}

/** Finds what a file says of rules for every ref, for a line, for refs by name; its shape need not have been checked. */
export function ruleMaps(value: unknown): readonly RuleMap[] {
  if (!isMap(value)) return [];
  const places = ['lines', 'refs'].flatMap((key) => {
    const map = value[key];
    return isMap(map) ? Object.entries(map).map(([name, inner]) => ({ path: [key, name], inner })) : [];
  });
  return [{ path: [] as string[], inner: value as unknown }, ...places].flatMap(({ path, inner }) =>
    (['lint', 'guard'] as const).flatMap((key) => {
      const map = isMap(inner) ? inner[key] : undefined;
      return isMap(map) ? [{ path: [...path, key], key, map }] : [];
    }),
  );
}
