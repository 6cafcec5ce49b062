// Several servers on one PostgreSQL: processes of their own, git hosts that ask either, and one that is killed.
import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { openEntry } from '../../src/journal/chain.ts';
import type { Entry, StoredEntry } from '../../src/journal/entry.ts';
import { startChainCheck } from '../../src/journal/verify.ts';
import { newDatabase } from '../support/postgres.ts';
import { bareScratch } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';
import { openHost, startServer } from '../support/server.ts';
import type { AndonServer } from '../support/server.ts';

const WRITERS = 6;
const WRITES = 25;

async function startTwo(more: (home: Scratch) => readonly string[] = () => []): Promise<{
  home: Scratch;
  one: AndonServer;
  other: AndonServer;
  restartOne: () => Promise<AndonServer>;
}> {
  const [home, database] = [bareScratch(), await newDatabase()];
  const start = async (name: string): Promise<AndonServer> =>
    startServer(home, { database, flags: ['--replica', home.path(`${name}.db`), ...more(home)] });
  return { home, one: await start('one'), other: await start('other'), restartOne: async () => start('one') };
}

/** Reads the whole journal, and makes sure that it is a chain. */
async function readChain(url: string, token: string): Promise<readonly Entry[]> {
  const answer = await fetch(`${url}/v1/journal.ndjson`, { headers: { authorization: `Bearer ${token}` } });
  const check = startChainCheck((text) => hash('sha256', text, 'hex'));
  const stored = (await answer.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as StoredEntry);
  for (const entry of stored) expect(check.take(entry)).toBeUndefined();
  return stored.map(openEntry);
}

test('a line over two servers: what one is told, the other goes by at once', async () => {
  const { one, other } = await startTwo();
  const [a, b] = [await openHost(one), await openHost(other)];
  for (const host of [a, b]) {
    await host.commit('first\n');
    expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
  }
  expect((await a.andon(['stop', 'main', '-m', 'tests red'])).stdout).toContain('stop 1 opened');
  await b.commit('second\n');
  expect((await b.push(['origin', 'main'])).stderr).toContain('line main is STOPPED');
  expect((await b.andon(['resume', 'main', '-m', 'green'])).stdout).toContain('stop 1 lifted');
  await a.commit('third\n');
  expect(await a.push(['origin', 'main'])).toMatchObject({ code: 0 });
  const token = await one.newToken('--scope', 'read', '--name', 'auditor');
  expect(await readChain(one.url, token)).toEqual(await readChain(other.url, token));
  for (const host of [a, b]) expect(await host.andon(['doctor'])).toMatchObject({ code: 0 });
});

test('nothing is lost and nothing doubled when one of two is killed while many write', async () => {
  const { one, other, restartOne } = await startTwo();
  const token = await one.newToken('--scope', 'admin', '--name', 'writers');
  const post = async (server: AndonServer, path: string, body: object, key: string): Promise<Response> =>
    fetch(server.url + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'idempotency-key': key,
      },
      body: JSON.stringify(body),
    });
  await post(one, '/v1/lines', { line: 'main', repository: '/r' }, 'register');
  let written = 0;
  const write = async (summary: string, first: AndonServer): Promise<void> => {
    // As a client does that heard no answer: again with the same key, of whichever server answers.
    for (let server = first; ; server = server === one ? other : one) {
      const answer = await post(
        server,
        '/v1/stops',
        { line: 'main', level: 'caution', summary },
        summary,
      ).catch((error: unknown) => (error instanceof TypeError ? undefined : Promise.reject(error)));
      if (answer === undefined || answer.status === 503) {
        await sleep(10);
        continue;
      }
      expect(answer.status).toBe(201);
      if (++written === (WRITERS * WRITES) / 2) await one.stop('SIGKILL');
      return;
    }
  };
  await Promise.all(
    Array.from({ length: WRITERS }, async (_, writer) => {
      for (let round = 0; round < WRITES; round++)
        await write(`${writer}.${round}`, writer % 2 === 0 ? one : other);
    }),
  );
  const opened = (await readChain(other.url, token)).filter((entry) => entry.kind === 'stop.opened');
  const summaries = opened.map((entry) => entry.summary);
  expect(summaries).toHaveLength(WRITERS * WRITES);
  expect(new Set(summaries).size).toBe(WRITERS * WRITES);
  // It goes on with what it had, and with all that came since.
  const again = await restartOne();
  expect(await readChain(again.url, token)).toEqual(await readChain(other.url, token));
});

test('who watches one server hears what another was told, and who is logged in on one is on the other', async () => {
  const { one, other } = await startTwo();
  const token = await one.newToken('--scope', 'admin', '--name', 'wall');
  const heard = new Promise<string>((resolve, reject) => {
    const request = get(
      `${one.url}/v1/events`,
      { headers: { authorization: `Bearer ${token}` } },
      (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          if (text.includes('line.registered')) resolve(text);
          else void register();
        });
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    onTestFinished(() => void request.destroy());
  });
  const register = async (): Promise<unknown> =>
    fetch(`${other.url}/v1/lines`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ line: 'main', repository: '/r' }),
    });
  expect(await heard).toContain('event: line.registered');
  const login = await fetch(`${one.url}/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ token }).toString(),
  });
  const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const page = await fetch(`${other.url}/`, { headers: { cookie }, redirect: 'manual' });
  expect([login.status, page.status]).toEqual([303, 200]);
  await fetch(`${other.url}/logout`, {
    method: 'POST',
    redirect: 'manual',
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      formToken: /name="formToken" value="(?<t>[^"]+)"/.exec(await page.text())?.groups?.['t'] ?? '',
    }).toString(),
  });
  expect((await fetch(`${one.url}/`, { headers: { cookie }, redirect: 'manual' })).status).toBe(303);
});

test('two servers with one channel announce each change once', async () => {
  const told = (home: Scratch): readonly string[] =>
    readFileSync(home.path('told'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => (JSON.parse(line) as { event: string }).event);
  const { home, one, other } = await startTwo((scratch) => {
    const command = JSON.stringify([
      '/bin/sh',
      '-c',
      `cat >> ${scratch.path('told')}; echo >> ${scratch.path('told')}`,
    ]);
    writeFileSync(scratch.path('told'), '');
    writeFileSync(scratch.path('server.yaml'), `channels: { log: { kind: command, command: ${command} } }\n`);
    return ['--config', scratch.path('server.yaml')];
  });
  const [a, b] = [await openHost(one), await openHost(other)];
  const count = 6;
  for (let stop = 1; stop <= count; stop++) {
    const [first, second] = stop % 2 === 0 ? [a, b] : [b, a];
    expect((await first.andon(['stop', 'main', '-m', `red ${stop}`])).stdout).toContain(
      `stop ${stop} opened`,
    );
    expect((await second.andon(['resume', 'main', '-m', 'green'])).stdout).toContain(`stop ${stop} lifted`);
  }
  while (told(home).length < 2 * count) await sleep(50);
  // Whoever would say it again does so within a look or two.
  await sleep(2_500);
  const expected = Array.from({ length: count }, () => ['stop.opened', 'stop.lifted']).flat();
  expect(told(home)).toEqual(expected);
});
