// npm run bench:server: what the server costs, held against the barest that could do the same, in turns on one machine.
// Exits 1 when a limit is missed.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import autocannon from 'autocannon';
import { ENVIRONMENT } from './scenes.ts';
import { runCommand } from './measure.ts';

const ANDON = resolve('dist/andon');
const SECONDS = Number(process.env['ANDON_BENCH_SECONDS'] ?? 4);
const ROUNDS = 3;
const WATCHERS = 500;
/** Requests are counted all the same. */
const UNLIMITED = ['--rate-limit', '1000000'];
const folder = mkdtempSync(join(tmpdir(), 'andon-bench-server-'));
const database = join(folder, 'andon.db');
const children: ChildProcess[] = [];
let hasMissed = false;
let pushes = 0;

function say(what: string, isMet: boolean, figures: string): void {
  if (!isMet) hasMissed = true;
  console.log(`${isMet ? 'ok    ' : 'MISSED'} ${what.padEnd(62)} ${figures}`);
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

async function start(command: readonly [string, ...string[]], port: number): Promise<string> {
  const [file, ...args] = command;
  const child = spawn(file, args, { env: ENVIRONMENT, stdio: 'ignore' });
  children.push(child);
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries++) {
    const isUp = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return url;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  throw new Error(`nothing answers at ${url}`);
}

async function shoot(options: autocannon.Options): Promise<autocannon.Result> {
  const result = await autocannon({ duration: SECONDS, connections: 10, ...options });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refused, ${result.errors} failed`);
  return result;
}

/** Appends rows to a table of its own as the store does: one transaction each, on disk when it ends. */
function bareTransactions(): number {
  const bare = new DatabaseSync(join(folder, 'bare.db'));
  bare.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS t (a TEXT)');
  const insert = bare.prepare('INSERT INTO t VALUES (?)');
  const row = 'x'.repeat(600);
  const end = Date.now() + SECONDS * 1_000;
  let count = 0;
  for (; Date.now() < end; count++) {
    bare.exec('BEGIN IMMEDIATE');
    insert.run(row);
    bare.exec('COMMIT');
  }
  bare.close();
  return count / SECONDS;
}

async function watchLatency(url: string, token: string): Promise<number> {
  const waits: number[] = [];
  let sentAt = 0;
  const watchers = Array.from({ length: WATCHERS }, async () => {
    await new Promise<void>((ready) => {
      const request = get(
        `${url}/v1/events`,
        { headers: { authorization: `Bearer ${token}` } },
        (response) => {
          response.on('data', (chunk: Buffer) => {
            if (chunk.includes('stop.claimed')) waits.push(performance.now() - sentAt);
            ready();
          });
        },
      );
      request.on('error', () => ready());
    });
  });
  await Promise.all(watchers);
  const post = async (path: string, body: object): Promise<Response> =>
    fetch(url + path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    });
  await post('/v1/stops', { line: 'main', level: 'caution', summary: 's' });
  for (let round = 0; round < 10; round++) {
    sentAt = performance.now();
    await post('/v1/stops/1/claim', {});
    for (let tries = 0; waits.length < (round + 1) * WATCHERS && tries < 200; tries++)
      await new Promise((wait) => setTimeout(wait, 10));
  }
  if (waits.length < 10 * WATCHERS) throw new Error(`only ${waits.length} events came`);
  return waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? NaN;
}

try {
  const create = [ANDON, 'token', 'create', '--database', database, '--scope', 'admin', '--name', 'bench'];
  const token = runCommand(create, { env: ENVIRONMENT }).toString().trim();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const url = await start(
    [ANDON, 'serve', '--database', database, '--listen', '127.0.0.1:7701', ...UNLIMITED],
    7701,
  );
  const plain = await start(
    [process.execPath, resolve('test/bench/plain-server.ts'), database, '7702'],
    7702,
  );
  const register = { line: 'main', repository: '/srv/git/web.git' };
  await fetch(`${url}/v1/lines`, { method: 'POST', headers, body: JSON.stringify(register) });
  const lines = (await (await fetch(`${url}/v1/lines`, { headers })).json()) as { tag: string };

  const [reads, bareReads, admits, bare]: [number[], number[], number[], number[]] = [[], [], [], []];
  const [readTimes, admitTimes]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    bareReads.push((await shoot({ url: `${plain}/`, headers })).requests.average);
    const read = await shoot({ url: `${url}/v1/lines/main`, headers });
    reads.push(read.requests.average);
    readTimes.push(read.latency.p99);
    bare.push(bareTransactions());
    const admit = await shoot({
      url: `${url}/v1/pushes`,
      method: 'POST',
      headers,
      requests: [{ setupRequest: (request) => ({ ...request, body: pushBody(lines.tag) }) }],
    });
    admits.push(admit.requests.average);
    admitTimes.push(admit.latency.p99);
  }
  const [cost, share] = [median(bareReads) / median(reads), median(admits) / median(bare)];
  const each = (rates: readonly number[]): string => `${median(rates).toFixed(0)}/s`;
  say(
    'status reads, cost against node:http with one SQLite read',
    cost <= 2,
    `${cost.toFixed(2)}x  at most 2x  ${each(reads)} against ${each(bareReads)}, p99 ${median(readTimes)} ms`,
  );
  say(
    'admits, rate against bare SQLite transactions',
    share >= 0.6,
    `${(100 * share).toFixed(0)} %  at least 60 %  ${each(admits)} against ${each(bare)}, p99 ${median(admitTimes)} ms`,
  );
  const latency = await watchLatency(url, token);
  say(
    `an event to ${WATCHERS} clients, 99th percentile`,
    latency <= 250,
    `${latency.toFixed(0)} ms  at most 250 ms`,
  );
} finally {
  for (const child of children) child.kill();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(hasMissed ? 1 : 0);

function pushBody(tag: string): string {
  const push = `bench-${++pushes}`;
  const update = {
    ref: 'refs/heads/main',
    old: '1'.repeat(40),
    new: '2'.repeat(40),
    lines: ['main'],
    commits: 1,
  };
  const admission = {
    push,
    repository: '/srv/git/web.git',
    pusher: 'dana',
    receiver: { host: 'h', pid: 7 },
    updates: [{ ...update, subject: 'feat: add the search box' }],
    basis: 999_999_999,
  };
  return JSON.stringify({ admission, judgement: { accept: true, findings: [], passages: [] }, tag });
}
