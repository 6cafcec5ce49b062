// What no single value of a line shows: a line without refs, a name listed twice. Looks at values
// of any shape, so that these problems are told together with those the schema finds.
import { isMap } from '../text/is-map.ts';
import type { Layer, Tree } from './merge-layers.ts';
import { formatPath, type ConfigProblem } from './problems.ts';

/** Checks the lines as the layers together make them; a problem names the last file that has a say in it. */
export function checkLines(lines: unknown, layers: readonly Layer[]): ConfigProblem[] {
  if (!isMap(lines)) return [];
  return Object.entries(lines).flatMap(([name, line]) =>
    isMap(line)
      ? describeLine(line).map(([key, message]) => ({
          file: lastFileWith(['lines', name, key], layers),
          message: `${formatPath(['lines', name, key])} ${message}`,
        }))
      : [],
  );
}

function describeLine(line: Tree): [key: string, message: string][] {
  const problems: [string, string][] = [];
  if (!Object.hasOwn(line, 'refs')) problems.push(['refs', 'is missing, expected a list of ref patterns']);
  for (const key of ['refs', 'override', 'exempt']) {
    for (const value of findRepeated(line[key])) problems.push([key, `names ${JSON.stringify(value)} twice`]);
  }
  const names = Array.isArray(line['freezes'])
    ? line['freezes'].map((freeze: unknown) => (isMap(freeze) ? freeze['name'] : undefined))
    : [];
  for (const name of findRepeated(names)) problems.push(['freezes', `names ${JSON.stringify(name)} twice`]);
  return problems;
}

function findRepeated(list: unknown): unknown[] {
  if (!Array.isArray(list)) return [];
  const seen = new Map<unknown, number>();
  for (const value of list) if (typeof value === 'string') seen.set(value, (seen.get(value) ?? 0) + 1);
  return [...seen].filter(([, count]) => count > 1).map(([value]) => value);
}

/**
 * Returns the file where the admin has to look: of all layers the one that spells most of the path, and of equals
 * the strongest.
 */
export function lastFileWith(path: readonly string[], layers: readonly Layer[]): string {
  let best = { file: '', depth: -1 };
  for (const { file, value } of layers) {
    let [node, depth] = [value, 0];
    for (const key of path) {
      if (!isMap(node) || !Object.hasOwn(node, key)) break;
      node = node[key];
      depth += 1;
    }
    if (depth >= best.depth) best = { file, depth };
  }
  return best.file;
}
