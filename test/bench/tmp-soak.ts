// npm run soak:server: half an hour's worth of pushes, builds, alerts and people, in a minute. No request may fail, the
// memory has to stay where it is, and the journal has to verify. ANDON_SOAK_SECONDS=600 goes on for longer.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { verifyJournal } from '../../src/push/verify-journal.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { runCommand } from './measure.ts';
import { ENVIRONMENT } from './scenes.ts';

const ANDON = resolve('dist/andon');
const SECONDS = Number(process.env['ANDON_SOAK_SECONDS'] ?? 60);
const PORT = 7703;
const url = `http://127.0.0.1:${PORT}`;
const folder = mkdtempSync(join(tmpdir(), 'andon-soak-'));
const database = join(folder, 'andon.db');
const create = [ANDON, 'token', 'create', '--database', database, '--scope', 'admin', '--name', 'soak'];
const token = runCommand(create, { env: ENVIRONMENT }).toString().trim();
// All hosts, and the CI as well, have one token.
const serve = ['serve', '--database', database, '--listen', `127.0.0.1:${PORT}`, '--rate-limit', '100000'];
const server = spawn(ANDON, serve, { env: ENVIRONMENT, stdio: ['ignore', 'ignore', 'inherit'] });
const counts = new Map<string, number>();
const failures: string[] = [];
const authorization = { authorization: `Bearer ${token}` };

async function ask<T>(what: string, path: string, body?: object): Promise<T> {
  const answer = await fetch(url + path, {
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
    headers: { ...authorization, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
  });
  const text = await answer.text();
  counts.set(what, (counts.get(what) ?? 0) + 1);
  if (!answer.ok) failures.push(`${what} ${answer.status} ${text}`);
  return JSON.parse(text) as T;
}

const oid = (number: number): string => number.toString(16).padStart(40, '0');

/** A git host: a push, what becomes of it, and what the CI says of it. Now and then it is red, and mended. */
async function host(name: string, end: number): Promise<void> {
  let tip = 1;
  for (let round = 1; Date.now() < end; round++) {
    const push = `${name}-${round}`;
    const [old, next] = [oid(tip), oid(tip + 1)];
    const about = { push, repository: name };
    const update = {
      ref: 'refs/heads/main',
      old,
      new: next,
      lines: [name],
      commits: 1,
      subject: `r${round}`,
    };
    const { tag, head } = await ask<{ tag: string; head: { seq: number } }>('lines', '/v1/lines');
    const admission = {
      ...about,
      pusher: 'dana',
      receiver: { host: name, pid: 1 },
      updates: [update],
      basis: head.seq,
    };
    const judgement = { accept: true, findings: [], passages: [] };
    const { kind } = await ask<{ kind: string }>('admit', '/v1/pushes', { admission, judgement, tag });
    // The lines of another host have changed: it is judged again, next time round.
    if (kind !== 'judged') continue;
    const results = [{ ref: 'refs/heads/main', new: next, landing: 'landed' }];
    await ask('settle', '/v1/settlements', { ...about, via: 'post-receive', results });
    tip++;
    const isRed = round % 10 === 0;
    const build = {
      line: name,
      job: 'web',
      build: push,
      revision: next,
      startedAt: new Date().toISOString(),
    };
    await ask('build', '/v1/builds', { ...build, status: 'running' });
    await ask('build', '/v1/builds', { ...build, status: isRed ? 'failed' : 'passed' });
    if (isRed) await ask('resume', `/v1/lines/${name}/resume`, { reason: 'mended' });
    const alert = { line: name, source: 'nagios', key: 'disk', severity: 'warning', summary: 'full' };
    const state = round % 2 === 0 ? 'firing' : 'resolved';
    await ask('alert', '/v1/alerts', { alerts: [{ ...alert, state }] });
    await ask('journal', '/v1/journal?newest=true&limit=50');
    if (round % 20 === 0) await ask('metrics', '/healthz');
  }
}

function watch(): Promise<() => number> {
  let events = 0;
  return new Promise((ready) => {
    get(`${url}/v1/events`, { headers: authorization }, (response) => {
      ready(() => events);
      response.on('data', (chunk: Buffer) => (events += chunk.toString().match(/^event: /gm)?.length ?? 0));
      response.on('error', () => undefined);
    });
  });
}

function memoryMb(): number {
  const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'latin1'))?.[1];
  return Number(found ?? 0) / 1024;
}

try {
  for (let tries = 0; tries < 100; tries++) {
    const isUp = await fetch(`${url}/healthz`).then(
      () => true,
      () => false,
    );
    if (isUp) break;
    await new Promise((wait) => setTimeout(wait, 50));
  }
  const hosts = ['a', 'b', 'c', 'd'];
  for (const line of hosts) await ask('register', '/v1/lines', { line, repository: line });
  const begun = (await ask<{ head: { seq: number } }>('lines', '/v1/lines')).head.seq;
  const watchers = await Promise.all(Array.from({ length: 20 }, watch));
  const end = Date.now() + SECONDS * 1_000;
  const memory: number[] = [];
  const timer = setInterval(() => memory.push(memoryMb()), 1_000);
  await Promise.all(hosts.map(async (name) => host(name, end)));
  clearInterval(timer);
  console.log(memory.map((m) => m.toFixed(0)).join(' '));
  const third = Math.floor(memory.length / 3);
  const [early, late] = [Math.max(...memory.slice(third, 2 * third)), Math.max(...memory.slice(2 * third))];
  const { head } = await ask<{ head: { seq: number } }>('lines', '/v1/lines');
  await new Promise((wait) => setTimeout(wait, 500));
  const seen = watchers.map((count) => count());
  server.kill('SIGTERM');
  await new Promise((resolve) => void server.on('exit', resolve));
  const engine = await openDatabase(database);
  const verdict = await verifyJournal(journalStore(engine, Date.now));
  engine.close();
  console.log([...counts].map(([what, count]) => `${count} ${what}`).join(', '));
  console.log(`memory at most ${early.toFixed(0)} MB in the second third, ${late.toFixed(0)} MB in the last`);
  console.log(
    `journal of ${head.seq} entries: ${verdict.kind}; watchers saw ${Math.min(...seen)} to ${Math.max(...seen)}`,
  );
  for (const failure of failures.slice(0, 10)) console.log(`failed: ${failure}`);
  const sawAll = seen.every((count) => count === head.seq - begun);
  const isSound = failures.length === 0 && verdict.kind === 'intact' && late <= early * 1.25 && sawAll;
  console.log(isSound ? 'ok' : 'FAILED');
  process.exitCode = isSound ? 0 : 1;
} finally {
  server.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
