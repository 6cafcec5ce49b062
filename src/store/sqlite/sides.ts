// Where the embedded store keeps what stands beside the journal. The tables are no part of the schema that hooks insist
// on: they never look at them, and an upgrade or a rollback must not stop a push for one. Whoever writes makes it.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { SideName, SideTable } from '../engine.ts';

/** Those of the first release had a name of their own. */
const KEY: Partial<Record<SideName, string>> = { delivery: 'channel' };

interface Row {
  readonly key: string;
  readonly value: string;
}

/** Opens such tables inside a transaction; one for writing makes each where there is none. */
export function sqliteSides(database: DatabaseSync): (name: SideName) => SideTable {
  return (name) => {
    const key = KEY[name] ?? 'key';
    const find = (sql: string): StatementSync | undefined =>
      database.prepare(`SELECT 1 FROM sqlite_schema WHERE name = ?`).get(name) === undefined
        ? undefined
        : database.prepare(sql);
    const make = (sql: string): StatementSync => {
      database.exec(
        `CREATE TABLE IF NOT EXISTS ${name} (${key} TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID`,
      );
      return database.prepare(sql);
    };
    return {
      get: (of) => (find(`SELECT value FROM ${name} WHERE ${key} = ?`)?.get(of) as Row | undefined)?.value,
      list: () =>
        (find(`SELECT ${key} AS key, value FROM ${name} ORDER BY ${key}`)?.all() ?? []) as unknown as Row[],
      put: (of, value) => void make(`REPLACE INTO ${name} VALUES (?, ?)`).run(of, value),
      remove: (of) => void make(`DELETE FROM ${name} WHERE ${key} = ?`).run(of),
      removeBefore: (of) => void make(`DELETE FROM ${name} WHERE ${key} < ?`).run(of),
    };
  };
}
