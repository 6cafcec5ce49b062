// The tables that several servers share in PostgreSQL, in a schema of their own, and how older ones become present ones.
// A migration is only ever added: the journal of the first release must still open in the last.
import type { ClientBase } from 'pg';
import { EMPTY_HEAD } from '../../journal/chain.ts';
import { AndonError } from '../../text/andon-error.ts';

/** Each brings the tables from the version that is its index to the next. Keys sort by bytes, as in SQLite. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE andon.journal (seq bigint PRIMARY KEY, body text NOT NULL, hash text NOT NULL);
   CREATE FUNCTION andon.keep_journal() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
   CREATE TRIGGER journal_loses_nothing BEFORE UPDATE OR DELETE OR TRUNCATE ON andon.journal
     EXECUTE FUNCTION andon.keep_journal();
   CREATE TABLE andon.head (seq bigint NOT NULL, hash text NOT NULL, version bigint NOT NULL);
   INSERT INTO andon.head VALUES (${EMPTY_HEAD.seq}, '${EMPTY_HEAD.hash}', 0);
   CREATE TABLE andon.side (name text COLLATE "C", key text COLLATE "C", value text, version bigint NOT NULL,
     changed timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (name, key));
   CREATE INDEX side_by_version ON andon.side (version);
   CREATE INDEX side_removed ON andon.side (changed) WHERE value IS NULL;`,
];

/** "andn": one server at a time makes the tables. */
const LOCK = 0x616e646e;

/** The version of the tables that this program knows. */
export const SCHEMA = MIGRATIONS.length;

/** Makes the tables where there are none, or brings older ones up to date, once, in one transaction. */
export async function migratePostgres(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ encoding: string }>(
    `SELECT current_setting('server_encoding') AS encoding`,
  );
  const { encoding = '' } = rows[0] ?? {};
  if (encoding !== 'UTF8')
    throw new AndonError('store-schema', `The database has the encoding ${encoding}, and andon needs UTF8`, {
      kind: 'config',
      hints: ['Make one: createdb --template template0 --encoding UTF8 andon'],
    });
  if ((await readSchema(client)) === SCHEMA) return;
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE');
  await client.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
  // While this one waited for the lock, another may have done it.
  const version = await readSchema(client);
  requireKnown(version);
  // To make one takes a right that nobody needs where somebody has made it.
  const { rowCount } = await client.query(`SELECT FROM pg_namespace WHERE nspname = 'andon'`);
  if (rowCount === 0) await client.query('CREATE SCHEMA andon');
  await client.query(
    'CREATE TABLE IF NOT EXISTS andon.migration (version int PRIMARY KEY, at timestamptz DEFAULT now())',
  );
  for (let next = version + 1; next <= SCHEMA; next++) {
    await client.query(MIGRATIONS[next - 1] ?? '');
    await client.query('INSERT INTO andon.migration (version) VALUES ($1)', [next]);
  }
  await client.query('COMMIT');
}

/** @throws {AndonError} `store-schema` for tables that a newer program made */
export function requireKnown(version: number): void {
  if (version <= SCHEMA) return;
  throw new AndonError(
    'store-schema',
    `The database has schema ${version}, and this andon needs schema ${SCHEMA}`,
    {
      kind: 'unavailable',
      hints: ['Install a newer andon'],
    },
  );
}

async function readSchema(client: ClientBase): Promise<number> {
  // A question to the catalog, and no look-up of a name, which may be answered as it was before the lock was had.
  const { rows } = await client.query(
    `SELECT FROM pg_tables WHERE schemaname = 'andon' AND tablename = 'migration'`,
  );
  if (rows.length === 0) return 0;
  const versions = await client.query<{ version: number }>(
    'SELECT max(version) AS version FROM andon.migration',
  );
  return versions.rows[0]?.version ?? 0;
}
