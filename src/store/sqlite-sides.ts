// Where the embedded store keeps what the server needs beside the journal. As with deliveries, the tables are no part
// of the schema that hooks insist on: whoever writes makes them.
import type { DatabaseSync } from 'node:sqlite';
import type { SideName, SideTable } from './engine.ts';

/** Opens such tables inside a transaction that writes, and makes each where there is none. */
export function sqliteSides(database: DatabaseSync): (name: SideName) => SideTable {
  return (name) => {
    const prepare: DatabaseSync['prepare'] = (sql) => {
      database.exec(
        `CREATE TABLE IF NOT EXISTS ${name} (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`,
      );
      return database.prepare(sql);
    };
    return {
      get: (key) =>
        (prepare(`SELECT value FROM ${name} WHERE key = ?`).get(key) as { value: string } | undefined)?.value,
      put: (key, value) => void prepare(`REPLACE INTO ${name} VALUES (?, ?)`).run(key, value),
      removeBefore: (key) => void prepare(`DELETE FROM ${name} WHERE key < ?`).run(key),
      list: () =>
        prepare(`SELECT key, value FROM ${name} ORDER BY key`).all() as { key: string; value: string }[],
    };
  };
}
