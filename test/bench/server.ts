// npm run bench:server: what the server costs, held against the barest that could do the same, in turns on one machine.
// Exits 1 when a limit is missed.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import autocannon from 'autocannon';
import { buildScene, ENVIRONMENT } from './scenes.ts';
import { measure, median, runCommand } from './measure.ts';

const ANDON = resolve('dist/andon');
const SECONDS = Number(process.env['ANDON_BENCH_SECONDS'] ?? 4);
const ROUNDS = 5;
const HOOKS = 31;
const WATCHERS = 500;
const folder = mkdtempSync(join(tmpdir(), 'andon-bench-server-'));
const database = join(folder, 'andon.db');
const children: ChildProcess[] = [];
let hasMissed = false;
let pushes = 0;

function say(what: string, isMet: boolean, figures: string): void {
  if (!isMet) hasMissed = true;
  console.log(`${isMet ? 'ok    ' : 'MISSED'} ${what.padEnd(62)} ${figures}`);
}

interface Started {
  readonly url: string;
  readonly pid: number;
}

async function start(command: readonly [string, ...string[]], port: number): Promise<Started> {
  const [file, ...args] = command;
  const child = spawn(file, args, { env: ENVIRONMENT, stdio: 'ignore' });
  children.push(child);
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 100; tries++) {
    const isUp = await fetch(`${url}/healthz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isUp) return { url, pid: child.pid ?? 0 };
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

/** The processor's time that a process has had, in microseconds (proc(5), utime and stime, of 10 ms). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10_000;
}

interface Shot {
  readonly perSecond: number;
  /** Of the processor's time, for each request: what the client takes of the machine is no part of it. */
  readonly costUs: number;
  readonly p50: number;
  readonly p99: number;
}

async function shootAt({ pid }: Started, options: autocannon.Options): Promise<Shot> {
  const before = cpuOf(pid);
  const { requests, latency } = await shoot(options);
  const costUs = (cpuOf(pid) - before) / requests.total;
  return { perSecond: requests.average, costUs, p50: latency.p50, p99: latency.p99 };
}

const medianOf = (shots: readonly Shot[], what: keyof Shot): number =>
  median(shots.map((shot) => shot[what]));

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
  const serve = [
    ANDON,
    'serve',
    '--database',
    database,
    '--listen',
    '127.0.0.1:7701',
    // Requests are counted all the same.
    '--rate-limit',
    '1000000',
  ];
  const ours = await start(serve as [string, ...string[]], 7701);
  const plain = await start(
    [process.execPath, resolve('test/bench/plain-server.ts'), database, '7702'],
    7702,
  );
  const { url } = ours;
  const register = { line: 'main', repository: '/srv/git/web.git' };
  await fetch(`${url}/v1/lines`, { method: 'POST', headers, body: JSON.stringify(register) });
  const lines = (await (await fetch(`${url}/v1/lines`, { headers })).json()) as { tag: string };

  const [reads, bareReads, admits, bare]: [Shot[], Shot[], Shot[], number[]] = [[], [], [], []];
  for (let round = 0; round < ROUNDS; round++) {
    bareReads.push(await shootAt(plain, { url: `${plain.url}/`, headers }));
    reads.push(await shootAt(ours, { url: `${url}/v1/lines/main`, headers }));
    bare.push(bareTransactions());
    const requests: autocannon.Options['requests'] = [
      { setupRequest: (request) => ({ ...request, body: pushBody(lines.tag) }) },
    ];
    admits.push(await shootAt(ours, { url: `${url}/v1/pushes`, method: 'POST', headers, requests }));
  }
  const cost = median(reads.map(({ costUs }, round) => costUs / (bareReads[round]?.costUs ?? NaN)));
  const share = median(admits.map(({ perSecond }, round) => perSecond / (bare[round] ?? NaN)));
  const figures = (shots: readonly Shot[]): string =>
    `${medianOf(shots, 'perSecond').toFixed(0)}/s, p50 ${medianOf(shots, 'p50')} ms, p99 ${medianOf(shots, 'p99')} ms`;
  say(
    'status reads, processor time against node:http with one SQLite read',
    cost <= 2,
    `${cost.toFixed(2)}x  at most 2x  ${figures(reads)} against ${figures(bareReads)}`,
  );
  say(
    'admits, rate against bare SQLite transactions',
    share >= 0.6,
    `${(100 * share).toFixed(0)} %  at least 60 %  ${figures(admits)} against ${median(bare).toFixed(0)}/s, of ${(1_000 / median(bare)).toFixed(2)} ms each`,
  );
  const latency = await watchLatency(url, token);
  say(
    `an event to ${WATCHERS} clients, 99th percentile`,
    latency <= 250,
    `${latency.toFixed(0)} ms  at most 250 ms`,
  );
  writeFileSync(join(folder, 'token'), token, { mode: 0o600 });
  const scene = buildScene(
    folder,
    { history: 10, refs: 10, pushed: 1 },
    `store: ${url}\ntokenFile: ${join(folder, 'token')}\n`,
  );
  await fetch(`${url}/v1/lines/main/resume`, { method: 'POST', headers, body: '{"reason":"measured"}' });
  const times = measure(
    [
      { name: 'node', run: () => void runCommand([process.execPath, '-e', '0'], { env: ENVIRONMENT }) },
      { name: 'hook', run: scene.preReceive, after: scene.settle },
    ],
    HOOKS,
  );
  const hook = (times.get('hook') ?? NaN) / (times.get('node') ?? NaN);
  say(
    'pre-receive that asks the server, against node -e 0',
    hook <= 2.5,
    `${hook.toFixed(2)}x  at most 2.5x`,
  );
} finally {
  for (const child of children) {
    const ended = new Promise((resolve) => void child.on('exit', resolve));
    child.kill();
    await ended;
  }
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
