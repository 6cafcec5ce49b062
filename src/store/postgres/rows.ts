// What is asked of PostgreSQL and told to it, in SQL.
import type { ClientBase } from 'pg';
import type { Head } from '../../journal/chain.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import type { Draft } from '../draft.ts';
import { requireKnown } from './schema.ts';
import { CHANNEL } from './link.ts';
import type { SideRow } from './sides.ts';

/** Where the journal ends, and the tables beside it. */
export interface SharedHead extends Head {
  readonly version: number;
}

const BATCH = 1_000;
const HEAD = `SELECT seq, hash, version, (SELECT max(version) FROM andon.migration) AS schema FROM andon.head`;

// 64 bits come as text; no journal has 2^53 entries.
type Text<T> = { readonly [K in keyof T]: T[K] extends number ? string : T[K] };

export async function readSharedHead(client: ClientBase): Promise<SharedHead> {
  return toHead((await client.query<HeadRow>(HEAD)).rows[0]);
}

/** Begins a transaction that nobody else writes beside. */
export async function lockHead(client: ClientBase): Promise<SharedHead> {
  // What was said to be written must be: a database may be set up to lose the last moments in a crash.
  await client.query(
    `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
     SELECT set_config('synchronous_commit', 'on', true) WHERE current_setting('synchronous_commit') IN ('off', 'local')`,
  );
  return toHead((await client.query<HeadRow>(`${HEAD} FOR UPDATE OF head`)).rows[0]);
}

type HeadRow = Text<SharedHead> & { readonly schema: number };

function toHead(row: HeadRow | undefined): SharedHead {
  const { seq = '0', hash = '', version = '0', schema = 0 } = row ?? {};
  requireKnown(schema);
  return { seq: Number(seq), hash, version: Number(version) };
}

/** Reads the next entries after one. */
export async function readEntriesAfter(client: ClientBase, seq: number): Promise<readonly StoredEntry[]> {
  const { rows } = await client.query<Text<StoredEntry>>(
    'SELECT seq, body, hash FROM andon.journal WHERE seq > $1 ORDER BY seq LIMIT $2',
    [seq, BATCH],
  );
  return rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}

/** Reads what was written beside the journal after a version. */
export async function readSidesAfter(client: ClientBase, version: number): Promise<readonly SideRow[]> {
  const { rows } = await client.query<Text<SideRow>>(
    'SELECT name, key, value, version FROM andon.side WHERE version > $1',
    [version],
  );
  return rows.map((row) => ({ ...row, version: Number(row.version) }));
}

/** Writes a draft that was made on a head, which is locked; returns where all ends then, and the rows beside the journal. */
export async function writeDraft(
  client: ClientBase,
  draft: Draft,
  { version }: SharedHead,
): Promise<{ readonly version: number; readonly sides: readonly SideRow[] }> {
  const sides = await writeSides(client, draft.sideChanges(), version + 1);
  const { appended } = draft;
  if (appended.length > 0)
    await client.query(
      'INSERT INTO andon.journal SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[])',
      [appended.map(({ seq }) => seq), appended.map(({ body }) => body), appended.map(({ hash }) => hash)],
    );
  if (appended.length > 0 || sides.length > 0) {
    const { seq, hash } = draft.head();
    const next = version + (sides.length > 0 ? 1 : 0);
    await client.query('UPDATE andon.head SET seq = $1, hash = $2, version = $3', [seq, hash, next]);
    await client.query('SELECT pg_notify($1, $2)', [CHANNEL, String(seq)]);
    return { version: next, sides };
  }
  return { version, sides };
}

async function writeSides(
  client: ClientBase,
  changes: ReturnType<Draft['sideChanges']>,
  version: number,
): Promise<readonly SideRow[]> {
  const [gone, written]: [SideRow[], SideRow[]] = [[], []];
  for (const [name, { removedBefore, rows }] of changes) {
    if (removedBefore !== undefined) {
      // Others have to hear of it: what was removed stays as a row without a value, for longer than any of them is away.
      const removed = await client.query<{ key: string }>(
        'UPDATE andon.side SET value = NULL, version = $3, changed = now() WHERE name = $1 AND key < $2 AND value IS NOT NULL RETURNING key',
        [name, removedBefore, version],
      );
      gone.push(...removed.rows.map(({ key }) => ({ name, key, value: null, version })));
      await client.query("DELETE FROM andon.side WHERE value IS NULL AND changed < now() - interval '1 day'");
    }
    for (const [key, value = null] of rows) written.push({ name, key, value, version });
  }
  if (written.length > 0)
    await client.query(
      `INSERT INTO andon.side (name, key, value, version)
       SELECT *, $4::bigint FROM unnest($1::text[], $2::text[], $3::text[])
       ON CONFLICT (name, key) DO UPDATE SET value = excluded.value, version = excluded.version, changed = now()`,
      [
        written.map(({ name }) => name),
        written.map(({ key }) => key),
        written.map(({ value }) => value),
        version,
      ],
    );
  return [...gone, ...written];
}
