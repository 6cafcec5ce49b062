// What to do about a store that SQLite cannot use.
import { basename, dirname } from 'node:path';

/** SQLITE_CORRUPT and SQLITE_NOTADB (https://sqlite.org/rescode.html). */
const SPOILT: readonly unknown[] = [11, 26];

/** Returns what mends a store at `path`, by SQLite's error. */
export function storeHint(error: unknown, path: string): string {
  const code = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  // An extended code has the primary one in its last byte.
  if (typeof code !== 'number' || !SPOILT.includes(code & 0xff)) return 'See what is wrong: andon doctor';
  const name = basename(path);
  // The copier would take the cursor for that of the new store.
  return (
    `move ${name}, ${name}-wal, ${name}-shm, journal.log and journal.cursor out of ${dirname(path)}; ` +
    `then put the ${name} of a backup there, or make a new one, which knows of no stop: andon config apply; ` +
    'the journal.log that you moved still has what happened'
  );
}
