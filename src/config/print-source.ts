// Takes the print of a configuration file, by which the hook will see that it has changed.
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { LARGEST_FILE_BYTES, unreadableSource } from './load.ts';
import type { SourcePrint } from './source-print.ts';

/**
 * Reads what a file is like now. The hash is empty where the file cannot be a configuration.
 * @throws {AndonError} source-unreadable
 */
export function printSource(path: string): SourcePrint {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return { path, absent: true };
    // Neither a pipe, which would block, nor a disk image is read.
    const readable = stat.isFile() && stat.size <= LARGEST_FILE_BYTES;
    const sha256 = readable ? createHash('sha256').update(readFileSync(path)).digest('hex') : '';
    return { path, absent: false, sizeBytes: stat.size, mtimeMs: stat.mtimeMs, sha256 };
  } catch (error) {
    throw unreadableSource(path, error);
  }
}
