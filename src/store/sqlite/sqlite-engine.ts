// The embedded engine: SQLite through node:sqlite, in WAL mode with synchronous=FULL (design decision
// 2). The file must exist: a store that has vanished is unavailable, it is never quietly made anew.
import { DatabaseSync } from 'node:sqlite';
import type { StatementSync } from 'node:sqlite';
import { EMPTY_HEAD } from '../../journal/chain.ts';
import type { Head } from '../../journal/chain.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import type { ViewTable } from '../../journal/view-table.ts';
import { AndonError, messageOf } from '../../text/andon-error.ts';
import type { Engine, EntryRange } from '../engine.ts';
import { sqliteSides } from './sides.ts';
import { migrate, requireKnownSchema } from './schema.ts';
import { storeHint } from '../store-hint.ts';

export interface SqliteOptions {
  readonly path: string;
  /** How long to wait for other writers. */
  readonly busyTimeoutMs: number;
  /** Make the file, or bring it to the present schema: what installing does and a hook never. */
  readonly create?: boolean;
  /** Whether what was written is on disk when it was; else only in order. */
  readonly durable?: boolean;
  /** What mends a file that cannot be used, by SQLite's error; else that of a repository's store. */
  readonly hintFor?: (error: unknown, path: string) => string;
}

/**
 * Opens the embedded store.
 * @throws {AndonError} `store-unavailable` for whatever keeps SQLite from using the file
 */
export function sqliteEngine(options: SqliteOptions): Engine {
  const database = attempt(() => open(options));
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string): StatementSync => {
    let statement = statements.get(sql);
    if (statement === undefined) statements.set(sql, (statement = database.prepare(sql)));
    return statement;
  };
  const head = (): Head => (prepare('SELECT seq, hash FROM head').get() as Head | undefined) ?? EMPTY_HEAD;
  const entries = ({
    afterSeq,
    beforeSeq = Number.MAX_SAFE_INTEGER,
    newestFirst,
    limit,
  }: EntryRange): readonly StoredEntry[] =>
    prepare(
      `SELECT seq, body, hash FROM journal WHERE seq > ? AND seq < ? ORDER BY seq ${newestFirst ? 'DESC' : 'ASC'} LIMIT ?`,
    ).all(afterSeq, beforeSeq, limit) as unknown as StoredEntry[];
  const views = viewTable(prepare);
  const side = sqliteSides(database);
  const transaction = <T>(begin: string, work: () => T): T => {
    attempt(() => database.exec(begin));
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  };

  return {
    write: async (work) =>
      attempt(() =>
        transaction('BEGIN IMMEDIATE', () =>
          work({
            views,
            side,
            head,
            entries,
            append(added) {
              const insert = prepare('INSERT INTO journal (seq, body, hash) VALUES (?, ?, ?)');
              for (const { seq, body, hash } of added) insert.run(seq, body, hash);
              const last = added.at(-1);
              if (last !== undefined) prepare('UPDATE head SET seq = ?, hash = ?').run(last.seq, last.hash);
            },
            clearViews: () => void prepare('DELETE FROM view').run(),
          }),
        ),
      ),
    head: async () => attempt(head),
    read: async (work) =>
      attempt(() =>
        transaction('BEGIN', () =>
          work({
            views,
            side,
            head,
            entries,
          }),
        ),
      ),
    close: () => database.close(),
  };

  // SQLite's own words ("database disk image is malformed") are kept: admins search for them.
  function attempt<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!isSqliteError(error)) throw error;
      throw new AndonError(
        'store-unavailable',
        `The store "${options.path}" cannot be used: ${messageOf(error)}`,
        {
          kind: 'unavailable',
          hints: [(options.hintFor ?? storeHint)(error, options.path)],
          cause: error,
        },
      );
    }
  }
}

function open({ path, busyTimeoutMs, create = false, durable = true }: SqliteOptions): DatabaseSync {
  // Only a URI can say "do not create" (https://sqlite.org/uri.html).
  const uri = `file:${encodeURI(path).replaceAll('?', '%3F').replaceAll('#', '%23')}?mode=${create ? 'rwc' : 'rw'}`;
  const database = new DatabaseSync(uri, { timeout: busyTimeoutMs, enableForeignKeyConstraints: false });
  try {
    database.exec(`PRAGMA synchronous = ${durable ? 'FULL' : 'NORMAL'}`);
    if (create) migrate(database, path);
    else requireKnownSchema(database, path);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function viewTable(prepare: (sql: string) => StatementSync): ViewTable {
  return {
    get: (view, key) =>
      (
        prepare('SELECT value FROM view WHERE name = ? AND key = ?').get(view, key) as
          { value: string } | undefined
      )?.value,
    put: (view, key, value) =>
      void prepare(
        'INSERT INTO view (name, key, value) VALUES (?, ?, ?) ON CONFLICT (name, key) DO UPDATE SET value = excluded.value',
      ).run(view, key, value),
    remove: (view, key) => void prepare('DELETE FROM view WHERE name = ? AND key = ?').run(view, key),
    // The last code point there is sorts behind every continuation of the prefix.
    list: (view, prefix = '', { from, to } = { from: prefix, to: `${prefix}\u{10FFFF}` }) =>
      prepare('SELECT key, value FROM view WHERE name = ? AND key >= ? AND key <= ? ORDER BY key').all(
        view,
        from,
        to,
      ) as { key: string; value: string }[],
  };
}

function isSqliteError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_SQLITE_ERROR';
}
