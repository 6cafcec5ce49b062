// Where hooks shall find a release that was installed: by the link that upgrades move.
import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * Returns `PREFIX/current` for a folder of `PREFIX/releases`, and any other folder as it is. Hooks that
 * named one release would stay with it when it is old, and be lame when it is removed.
 */
export function findRelease(folder: string): string {
  const releases = dirname(folder);
  const current = join(dirname(releases), 'current');
  return basename(releases) === 'releases' && existsSync(current) ? current : folder;
}
