// What PostgreSQL, or the way there, says when it cannot be used, with the way out of it.
import { AndonError, messageOf } from '../../text/andon-error.ts';

/** https://www.postgresql.org/docs/current/errcodes-appendix.html, and of Node's sockets. */
const HINTS: Readonly<Record<string, string>> = {
  '28P01': 'Give the password in ANDON_DATABASE, or in ~/.pgpass of the user that runs this',
  '28000': 'Let this user in: pg_hba.conf of the database server',
  '3D000': 'Make the database: createdb --template template0 --encoding UTF8 andon',
  '42501':
    'Let this user make a schema (GRANT CREATE ON DATABASE), or use the tables that are there (GRANT ALL ON ALL TABLES IN SCHEMA andon)',
  '53300': 'Raise max_connections of the database server: each andon takes up to five',
  '25006': 'Name the primary, and not a standby',
  '55P03': 'Another server holds the journal: see pg_stat_activity for who that is',
  ECONNREFUSED: 'Start the database server, and see that it listens there',
  ENOTFOUND: 'Correct the name of the host',
};

/** Names a database without the password in its URL. */
export function nameOfDatabase(url: string): string {
  const { host, pathname } = new URL(url);
  return `postgres://${host}${pathname}`;
}

/** @throws {AndonError} `store-unavailable` for whatever keeps the database from being used */
export async function attemptQuery<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toUnavailable(name, error);
  }
}

/** Says what went wrong in our words. What pg throws has its whole client with it, which belongs into no log. */
export function toUnavailable(name: string, error: unknown): AndonError {
  if (error instanceof AndonError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return new AndonError('store-unavailable', `The database "${name}" cannot be used: ${messageOf(error)}`, {
    kind: 'unavailable',
    hints: [HINTS[code] ?? `See the log of the database server${code === '' ? '' : ` for ${code}`}`],
    cause: new Error(messageOf(error)),
  });
}
