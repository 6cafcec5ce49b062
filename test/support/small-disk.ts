// A state folder whose disk fills up, at a moment of the test's choice.
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export interface SmallDisk {
  /** The line of sh that fills the disk. */
  readonly fill: string;
  /** Makes room again. */
  readonly free: () => void;
}

/**
 * Puts an empty folder on a small disk of its own. Where nobody may mount one, no file of the process that
 * fills it may grow instead, and its spool takes no event: the same calls fail, with EFBIG and EACCES.
 */
export function openSmallDisk(folder: string): SmallDisk {
  const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,mode=755', 'none', folder]);
  if (mount.status === 0) {
    onTestFinished(() => void spawnSync('umount', ['-l', folder]));
    const ballast = join(folder, 'ballast');
    return { fill: `cat /dev/zero 2>&- >>'${ballast}'`, free: () => rmSync(ballast) };
  }
  const spool = join(folder, 'spool');
  mkdirSync(spool, 0o555);
  return { fill: `trap '' XFSZ; ulimit -f 8`, free: () => chmodSync(spool, 0o755) };
}
