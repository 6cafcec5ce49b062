// Puts the applied configuration in its place, whole or not at all.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { AndonError } from '../text/andon-error.ts';
import { appliedPath, type Applied } from './applied.ts';

/**
 * Writes the applied configuration of a repository: atomic for readers, durable on return, and of
 * two writers at once the later one wins.
 * @throws {AndonError} config-unwritable
 */
export function writeApplied(repositoryDir: string, applied: Applied): void {
  const path = appliedPath(repositoryDir);
  const folder = dirname(path);
  const draft = `${path}.${crypto.randomUUID()}.tmp`;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    writeFileSync(draft, `${JSON.stringify(applied, undefined, 2)}\n`, {
      flag: 'wx',
      mode: 0o644,
      flush: true,
    });
    renameSync(draft, path);
    syncFolder(folder);
  } catch (cause) {
    rmSync(draft, { force: true });
    throw new AndonError(
      'config-unwritable',
      `Cannot write ${path}: ${cause instanceof Error ? cause.message : String(cause)}`,
      { kind: 'unavailable', hints: [`run andon config apply as the owner of ${folder}`], cause },
    );
  }
}

// The rename itself lives in the folder.
function syncFolder(folder: string): void {
  const file = openSync(folder, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
