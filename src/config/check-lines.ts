// What no single value of a line shows: a line without refs, a name listed twice. Looks at values
// of any shape, so that these problems are told together with those the schema finds.
import { isMap } from '../text/is-map.ts';
import { checkEach } from './check-each.ts';
import type { SettingProblem } from './check-each.ts';
import type { Layer, Tree } from './merge-layers.ts';
import type { ConfigProblem } from './problems.ts';

/** Checks the lines as the layers together make them; a problem names the last file that has a say in it. */
export function checkLines(lines: unknown, layers: readonly Layer[]): ConfigProblem[] {
  return checkEach(['lines', lines], layers, describeLine);
}

function describeLine(line: Tree): SettingProblem[] {
  const problems: SettingProblem[] = [];
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
