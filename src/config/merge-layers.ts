// Lays the layers of configuration over each other.
import { isMap } from '../text/is-map.ts';

/** What one file says. */
export interface Layer {
  readonly file: string;
  /** Whether the file speaks for one repository or for all of the server. */
  readonly scope: 'server' | 'repository';
  readonly value: unknown;
}

/** A map as YAML and JSON have it. */
export type Tree = Readonly<Record<string, unknown>>;

/** Returns `under` with `over` laid on top: maps merge at every depth, all else is replaced. */
export function mergeLayers(under: Tree, over: Tree): Tree {
  const merged = new Map(Object.entries(under));
  for (const [key, value] of Object.entries(over)) {
    const below = merged.get(key);
    merged.set(key, isMap(below) && isMap(value) ? mergeLayers(below, value) : value);
  }
  return Object.fromEntries(merged);
}

/** Returns what all layers say together, the weakest first. */
export function mergeAll(layers: readonly Layer[]): Tree {
  return layers.reduce<Tree>((under, { value }) => (isMap(value) ? mergeLayers(under, value) : under), {});
}
