// What to do about a database that a server cannot use. Unlike the store of a repository it is where an admin said, and
// no command mends it.
import { accessSync, constants, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { systemCodeOf } from '../text/andon-error.ts';

/** Primary result codes (https://sqlite.org/rescode.html). */
const [BUSY, IOERR, CORRUPT, FULL, NOTADB] = [5, 10, 11, 13, 26];

/** Returns what mends a database at `path`, by SQLite's error and by what is there. */
export function databaseHint(error: unknown, path: string): string {
  const found = error instanceof Error && 'errcode' in error ? error.errcode : undefined;
  // An extended code has the primary one in its last byte.
  const code = typeof found === 'number' ? found & 0xff : 0;
  const [folder, name] = [dirname(path), basename(path)];
  if (code === CORRUPT || code === NOTADB) return spoiltHint(folder, name);
  if (code === FULL || code === IOERR)
    return `See that there is room, and that the disk is sound: df ${folder}`;
  if (code === BUSY) return `See who holds it: fuser -v ${path}`;
  if (!isFolder(folder))
    return `Make its folder, for the user who runs the server: install -d -m 0750 -o USER ${folder}`;
  if (isFolder(path)) return `That is a folder; name a file in it: ${join(path, 'andon.db')}`;
  if (!mayWrite(folder))
    return `Run this as the user who may write there, which is the server's: ls -ld ${folder}`;
  if (!mayWrite(path)) return `Run this as the user whom it belongs to, which is the server's: ls -l ${path}`;
  return `See what is wrong: ls -l ${folder}`;
}

function spoiltHint(folder: string, name: string): string {
  const bare = name.replace(/\.[^.]+$/, '');
  return (
    `If this is the right file, end the server and move ${name}, ${name}-wal, ${name}-shm and ${bare}.journal.* out ` +
    `of ${folder}; then put the ${name} of a backup there, or start a new one, which knows of no stop and no token`
  );
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch (error) {
    if (systemCodeOf(error) === undefined) throw error;
    return false;
  }
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch (error) {
    // What is not there can be made.
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    return code === 'ENOENT';
  }
}
