// Checks what stands under names in a section of the configuration, each by itself.
import { isMap } from '../text/is-map.ts';
import type { Layer, Tree } from './merge-layers.ts';
import { formatPath, type ConfigProblem } from './problems.ts';

/** What is wrong with a setting: the rest of a sentence that begins with its name. */
export type SettingProblem = [key: string, message: string];

/** Checks each as the layers together make it; a problem names the last file that has a say in it. */
export function checkEach(
  [section, settings]: readonly [string, unknown],
  layers: readonly Layer[],
  describe: (each: Tree) => readonly SettingProblem[],
): ConfigProblem[] {
  if (!isMap(settings)) return [];
  return Object.entries(settings).flatMap(([name, each]) =>
    isMap(each)
      ? describe(each).map(([key, message]) => ({
          file: lastFileWith([section, name, key], layers),
          message: `${formatPath([section, name, key])} ${message}`,
        }))
      : [],
  );
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
