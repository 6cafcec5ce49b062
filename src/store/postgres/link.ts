// Connections to PostgreSQL: a few for questions, and one that hears that another server has written.
import { Client, Pool } from 'pg';
import type { PoolClient } from 'pg';
import { attemptQuery, nameOfDatabase, toUnavailable } from './errors.ts';

/** Whoever waits for the journal's lock longer than that is told so; SQLite's writers wait as long. */
const LOCK_MS = 5_000;
/** A server that stands still with the lock loses it. */
const IDLE_MS = 5_000;
const QUERY_MS = 10_000;
const MOST_CONNECTIONS = 4;
/** The channel of NOTIFY. */
export const CHANNEL = 'andon';
const RECONNECT_MS = 1_000;

export interface PostgresLink {
  /** The database as it is called in messages. */
  readonly name: string;
  /** How often a connection broke: behind the next there may be a database that has lost its last moments. */
  readonly breaks: () => number;
  /** Runs work on a connection of its own. @throws {AndonError} `store-unavailable` */
  readonly use: <T>(work: (client: PoolClient) => Promise<T>) => Promise<T>;
  /** Calls back when somebody has written, and whenever that may have gone unheard. */
  readonly listen: (onNews: () => void) => void;
  readonly close: () => void;
}

/** `onError` hears of what goes wrong while nobody asks. */
export function openPostgresLink(url: string, onError: (error: unknown) => void): PostgresLink {
  const name = nameOfDatabase(url);
  const options = {
    connectionString: url,
    application_name: 'andon',
    keepAlive: true,
    connectionTimeoutMillis: LOCK_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: IDLE_MS,
    statement_timeout: QUERY_MS,
    query_timeout: QUERY_MS,
  };
  let listener: Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;
  // What breaks while it is let go of is no trouble.
  const onTrouble = (error: unknown): void => {
    if (!isClosed) onError(toUnavailable(name, error));
  };
  let breaks = 0;
  const onBreak = (error: unknown): void => {
    breaks++;
    onTrouble(error);
  };

  const pool = new Pool({ ...options, max: MOST_CONNECTIONS });
  // One that lies idle and breaks is replaced by itself. Of one in use, its question is told, and who asked; but an error
  // that nobody listens to would end the process.
  pool.on('error', onBreak);
  pool.on('connect', (client) => client.on('error', () => void breaks++));

  function listen(onNews: () => void): void {
    if (isClosed) return;
    const client = new Client(options);
    listener = client;
    const again = (error?: unknown): void => {
      if (listener !== client) return;
      listener = undefined;
      if (isClosed) return;
      breaks++;
      if (error !== undefined) onTrouble(error);
      retry = setTimeout(() => listen(onNews), RECONNECT_MS);
    };
    client.on('error', again);
    client.on('end', () => again());
    client.on('notification', onNews);
    client
      .connect()
      .then(async () => client.query(`LISTEN ${CHANNEL}`))
      .then(onNews, (error: unknown) => {
        again(error);
        void client.end().catch(onTrouble);
      });
  }

  return {
    name,
    breaks: () => breaks,
    listen,
    use: async (work) =>
      attemptQuery(name, async () => {
        const client = await pool.connect();
        try {
          const result = await work(client);
          client.release();
          return result;
        } catch (error) {
          // Whatever it was in the middle of ends with it.
          client.release(true);
          breaks++;
          throw error;
        }
      }),
    close() {
      if (isClosed) return;
      isClosed = true;
      clearTimeout(retry);
      void listener?.end().catch(onTrouble);
      void pool.end().catch(onTrouble);
    },
  };
}
