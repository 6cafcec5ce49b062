// The tables of the embedded store, and how an older store becomes a present one. A migration is only
// ever added: the journal of the first release must still open in the last.
import type { DatabaseSync } from 'node:sqlite';
import { EMPTY_HEAD } from '../../journal/chain.ts';
import { AndonError } from '../../text/andon-error.ts';

/** Each brings a store from the version that is its index to the next. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE journal (seq INTEGER PRIMARY KEY, body TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
   CREATE TRIGGER journal_keeps_entries BEFORE UPDATE ON journal
     BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
   CREATE TRIGGER journal_loses_nothing BEFORE DELETE ON journal
     BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
   CREATE TABLE head (seq INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
   INSERT INTO head VALUES (${EMPTY_HEAD.seq}, '${EMPTY_HEAD.hash}');
   CREATE TABLE view (name TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
     PRIMARY KEY (name, key)) STRICT, WITHOUT ROWID;`,
];

/** The version of the tables that this program knows. */
export const SCHEMA = MIGRATIONS.length;

// "andn": tells an andon store from any other SQLite file.
const APPLICATION_ID = 0x616e646e;

/**
 * Makes the tables of an empty file, or brings an older store up to date, in one transaction.
 * @throws {AndonError} `store-schema` for a newer store, and for a database of something else
 */
export function migrate(database: DatabaseSync, path: string): void {
  requireOurs(database, path);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const statements of MIGRATIONS.slice(readPragma(database, 'user_version')))
      database.exec(statements);
    database.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA}`);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/**
 * Makes sure that this program knows the store's schema.
 * @throws {AndonError} `store-schema` when it is older or newer
 */
export function requireKnownSchema(database: DatabaseSync, path: string): void {
  const version = readPragma(database, 'user_version');
  if (version === SCHEMA && readPragma(database, 'application_id') === APPLICATION_ID) return;
  throw new AndonError(
    'store-schema',
    `The store "${path}" has schema ${version}, and this andon needs schema ${SCHEMA}`,
    {
      kind: 'unavailable',
      hints: [version < SCHEMA ? 'Bring it up to date: andon config apply' : 'Install a newer andon'],
    },
  );
}

/** A newer store must not be taken for this version, and nobody's database be given our tables. */
function requireOurs(database: DatabaseSync, path: string): void {
  const { count } = database.prepare('SELECT count(*) AS count FROM sqlite_schema').get() as {
    count: number;
  };
  const isOurs = readPragma(database, 'application_id') === APPLICATION_ID;
  if ((isOurs && readPragma(database, 'user_version') <= SCHEMA) || count === 0) return;
  requireKnownSchema(database, path);
}

function readPragma(database: DatabaseSync, name: 'user_version' | 'application_id'): number {
  const row = database.prepare(`PRAGMA ${name}`).get() as Record<string, number>;
  return row[name] ?? 0;
}
