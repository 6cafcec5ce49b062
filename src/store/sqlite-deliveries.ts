// Where the embedded store keeps how far each channel is. The table is no part of the schema that hooks insist
// on: they never look at it, and an upgrade or a rollback must not stop a push for it. Whoever delivers makes it.
import type { DatabaseSync } from 'node:sqlite';
import type { DeliveryTable } from './engine.ts';

/** Opens the table inside a transaction that writes, and makes it where there is none. */
export function sqliteDeliveries(database: DatabaseSync): DeliveryTable {
  const prepare: DatabaseSync['prepare'] = (sql) => {
    database.exec(
      'CREATE TABLE IF NOT EXISTS delivery (channel TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID',
    );
    return database.prepare(sql);
  };
  return {
    get: (channel) =>
      (prepare('SELECT value FROM delivery WHERE channel = ?').get(channel) as { value: string } | undefined)
        ?.value,
    put: (channel, value) => void prepare('REPLACE INTO delivery VALUES (?, ?)').run(channel, value),
    list: () =>
      prepare('SELECT channel, value FROM delivery ORDER BY channel').all() as {
        channel: string;
        value: string;
      }[],
  };
}
