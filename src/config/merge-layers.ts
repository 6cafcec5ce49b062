// Lays the layers of configuration over each other.

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
    merged.set(key, isTree(below) && isTree(value) ? mergeLayers(below, value) : value);
  }
  return Object.fromEntries(merged);
}

/** Returns what all layers say together, the weakest first. */
export function mergeAll(layers: readonly Layer[]): Tree {
  return layers.reduce<Tree>((under, { value }) => (isTree(value) ? mergeLayers(under, value) : under), {});
}

/** Tells whether a value is a map, and neither a list nor nothing. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
