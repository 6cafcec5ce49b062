// A real PostgreSQL for the tests of a file, started by the first that needs it; each test has a database of its own.
import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll } from 'vitest';

/** Where Debian's package puts them; they are not on PATH. */
const PROGRAMS = '/usr/lib/postgresql/15/bin';
/** PostgreSQL refuses to run as root. */
const NOBODY = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

export interface Cluster {
  /** The URL of a database that is there. */
  readonly url: (database: string) => string;
  /** Ends it as a power cut would, and starts it again. */
  readonly crash: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
}

let shared: Promise<Cluster & { readonly remove: () => Promise<void> }> | undefined;
let databases = 0;

afterAll(async () => (await shared)?.remove());

/** Starts the server, unless it runs. */
export async function requireCluster(): Promise<Cluster> {
  return (shared ??= startCluster());
}

/** Makes an empty database; returns its URL. */
export async function newDatabase(): Promise<string> {
  const cluster = await requireCluster();
  const name = `test${++databases}`;
  await ask(cluster.url('postgres'), `CREATE DATABASE ${name} TEMPLATE template0 STRATEGY wal_log`);
  return cluster.url(name);
}

/** Asks a database one question on a connection of its own. */
export async function ask<T extends object>(url: string, question: string): Promise<readonly T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(question)).rows;
  } finally {
    await client.end();
  }
}

async function startCluster(): Promise<Cluster & { readonly remove: () => Promise<void> }> {
  if (!existsSync(join(PROGRAMS, 'initdb')))
    throw new Error(`"${PROGRAMS}/initdb" is missing: apt-get install postgresql-15`);
  const folder = mkdtempSync(join(tmpdir(), 'andon-postgres-'));
  if (NOBODY.uid !== undefined) chownSync(folder, NOBODY.uid, NOBODY.gid);
  const options = { cwd: folder, env: { LC_ALL: 'C.UTF-8' }, ...NOBODY } as const;
  const data = join(folder, 'data');
  execFileSync(
    join(PROGRAMS, 'initdb'),
    ['-D', data, '-U', 'andon', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    {
      ...options,
      stdio: 'ignore',
    },
  );
  const port = await freePort();
  const url = (database: string): string => `postgres://andon@127.0.0.1:${port}/${database}`;
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
  ];
  let child: ChildProcess | undefined;
  const start = async (): Promise<void> => {
    child = spawn(
      join(PROGRAMS, 'postgres'),
      ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
      { ...options, stdio: 'ignore' },
    );
    for (let tries = 0; tries < 400; tries++) {
      const isUp = await ask(url('postgres'), 'SELECT 1').then(
        () => true,
        () => false,
      );
      if (isUp) return;
      await sleep(25);
    }
    throw new Error('PostgreSQL does not answer');
  };
  // https://www.postgresql.org/docs/current/server-shutdown.html
  const end = async (signal: 'SIGINT' | 'SIGQUIT'): Promise<void> => {
    const ended = new Promise((resolve) => child?.on('exit', resolve));
    child?.kill(signal);
    await ended;
  };
  process.on('exit', () => child?.kill('SIGQUIT'));
  await start();
  return {
    url,
    start,
    stop: async () => end('SIGINT'),
    crash: async () => {
      await end('SIGQUIT');
      await start();
    },
    remove: async () => {
      if (child?.exitCode === null) await end('SIGINT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}
