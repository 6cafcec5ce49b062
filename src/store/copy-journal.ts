// Copies journal entries to a log file, one line each, for the day the database cannot be read. Runs
// beside the pushes, never in one: the cursor says how far it came.
import { existsSync, fsyncSync, renameSync, rmSync } from 'node:fs';
import { join, parse } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pino from 'pino';
import type { StoredEntry } from '../journal/entry.ts';
import { sqliteEngine } from './sqlite/sqlite-engine.ts';

const BATCH = 1_000;
const WAIT_MS = 5_000;

/** Where a journal is, where its copy goes, and where it is kept how far that came. */
export interface CopyPlaces {
  readonly database: string;
  readonly log: string;
  readonly cursor: string;
}

/** Returns the places in a state folder. */
export function placesIn(state: string): CopyPlaces {
  return {
    database: join(state, 'store.db'),
    log: join(state, 'journal.log'),
    cursor: join(state, 'journal.cursor'),
  };
}

/** Returns the places of a server: beside its database. */
export function placesBeside(database: string): CopyPlaces {
  const { dir, name } = parse(database);
  return { database, log: join(dir, `${name}.journal.log`), cursor: join(dir, `${name}.journal.cursor`) };
}

/**
 * Appends what the log file lacks, `most` entries of it; `anew` writes the whole file again. Returns how many lines it
 * wrote. Another copy under way is waited for, and leaves this one little to do.
 */
export async function copyJournal(
  places: CopyPlaces,
  { anew = false, most = Infinity } = {},
): Promise<number> {
  // The cursor's own file is the lock: the system lets go of it when a copier dies.
  const cursor = new DatabaseSync(places.cursor, { timeout: WAIT_MS });
  try {
    cursor.exec('BEGIN EXCLUSIVE; CREATE TABLE IF NOT EXISTS cursor (seq INTEGER NOT NULL)');
    const row = cursor.prepare('SELECT seq FROM cursor').get() as { seq: number } | undefined;
    const from = anew ? 0 : (row?.seq ?? 0);
    const { seq, written } = await append(places, from, { anew, most });
    cursor.exec('DELETE FROM cursor');
    cursor.prepare('INSERT INTO cursor VALUES (?)').run(seq);
    cursor.exec('COMMIT');
    return written;
  } finally {
    cursor.close();
  }
}

async function append(
  places: CopyPlaces,
  from: number,
  { anew, most }: { readonly anew: boolean; readonly most: number },
): Promise<{ seq: number; written: number }> {
  const isGone = !existsSync(places.log);
  const file = anew ? `${places.log}.new` : places.log;
  if (anew) rmSync(file, { force: true });
  const destination = pino.destination({ dest: file, sync: true, append: true, mode: 0o640 });
  const log = pino({ base: null, timestamp: false, messageKey: 'kind' }, destination);
  const engine = sqliteEngine({ path: places.database, busyTimeoutMs: WAIT_MS });
  try {
    // A cursor beyond the end is that of another store, which was here before: all of this one is copied. So it is
    // where somebody has taken the file away: what goes on behind nothing proves nothing.
    const { seq: head } = await engine.head();
    let [seq, written] = [from > head || isGone ? 0 : from, 0];
    for (;;) {
      const entries = await engine.read((transaction) =>
        transaction.entries({ afterSeq: seq, newestFirst: false, limit: BATCH }),
      );
      for (const entry of entries) log.info(toLogLine(entry));
      seq = entries.at(-1)?.seq ?? seq;
      written += entries.length;
      if (entries.length < BATCH || written >= most) break;
    }
    destination.flushSync();
    fsyncSync((destination as unknown as { fd: number }).fd);
    if (anew) renameSync(file, places.log);
    return { seq, written };
  } finally {
    engine.close();
    destination.end();
  }
}

/** The entry with its hash and the very text the hash covers: enough to verify the file by itself. */
function toLogLine({ seq, body, hash }: StoredEntry): object {
  return { seq, hash, body };
}
