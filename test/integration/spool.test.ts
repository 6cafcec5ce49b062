// The spool on disk as several processes meet in it.
import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { SpooledEvent } from '../../src/push/store.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { spoolFolder } from '../../src/store/spool-folder.ts';
import { openSqlite, temporaryFolder } from '../support/engines.ts';
import { admission, admit, look, NO, readAll, REF, settlement, story, YES } from '../support/pushes.ts';
import type { Move } from '../support/pushes.ts';

const PROCESSES = 4;
const EVENTS = 300;

// Takes in whatever is there, again and again, until its standard input ends.
const TAKER = `
  import { journalStore } from ${url('store/journal-store.ts')};
  import { spoolFolder } from ${url('store/spool-folder.ts')};
  import { sqliteEngine } from ${url('store/sqlite/sqlite-engine.ts')};
  const [path, folder] = process.argv.slice(1);
  const store = journalStore(sqliteEngine({ path, busyTimeoutMs: 60_000 }), Date.now);
  const spool = spoolFolder([folder]);
  let ended = false;
  process.stdin.on('end', () => (ended = true)).resume();
  process.stdout.write('ready');
  for (let last = false; !last; ) {
    last = ended;
    await spool.takeIn(store);
    await new Promise(setImmediate);
  }`;

test(`${PROCESSES} processes that take in one spool at once take in each event once`, async () => {
  const [path, folder] = [join(temporaryFolder(), 'store.db'), join(temporaryFolder(), 'spool')];
  const store = journalStore(openSqlite(path), Date.now);
  const takers = Array.from({ length: PROCESSES }, () => startTaker(path, folder));
  await Promise.all(takers.map(({ ready }) => ready));
  const spool = spoolFolder([folder]);
  for (let number = 0; number < EVENTS; number++) {
    spool.write(refusal(`push ${number}`));
    // In bursts, so that they find many at once, and all of them the same.
    if (number % 30 === 0) await sleep(20);
  }
  const ends = await Promise.all(takers.map(async ({ finish }) => finish()));
  expect(ends).toEqual(Array.from({ length: PROCESSES }, () => ({ code: 0, stderr: '' })));
  expect(readdirSync(folder)).toEqual([]);
  const pushes = (await readAll(store)).map(({ body }) => (JSON.parse(body) as { push: string }).push);
  expect(pushes.sort()).toEqual(Array.from({ length: EVENTS }, (_, number) => `push ${number}`).sort());
});

test('takeIn() leaves what it cannot read, says so, and is held up by none of it', async () => {
  const [folder, blocked] = [temporaryFolder(), join(temporaryFolder(), 'spool')];
  const store = journalStore(openSqlite(join(temporaryFolder(), 'store.db')), Date.now);
  writeFileSync(blocked, 'a file where a folder should be');
  for (const [name, text] of Object.entries({ 'a.json': '{"kind":', 'b.json': 'null', 'c.json': '{}' }))
    writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'd.json'));
  const spool = spoolFolder([blocked, folder]);
  spool.write(refusal('push 1'));
  const problems = await spool.takeIn(store);
  expect(problems.map((problem) => problem.replaceAll(folder, 'SPOOL').replaceAll(blocked, 'FILE'))).toEqual([
    expect.stringContaining('The spool "FILE" cannot be read: ENOTDIR') as string,
    expect.stringContaining('The spooled event "SPOOL/a.json" cannot be read: Unexpected end') as string,
    'The spooled event "SPOOL/b.json" cannot be read: it is no event',
    'The spooled event "SPOOL/c.json" cannot be read: it is no event',
    expect.stringContaining('The spooled event "SPOOL/d.json" cannot be read: EISDIR') as string,
  ]);
  expect(await story(store)).toEqual(['push 1 refused']);
  expect(readdirSync(folder)).toEqual(['a.json', 'b.json', 'c.json', 'd.json']);
});

test('write() says what to do when there is no place at all', () => {
  const blocked = join(temporaryFolder(), 'spool');
  writeFileSync(blocked, '');
  expect(() => spoolFolder([blocked]).write(refusal('push 1'))).toThrow(
    expect.objectContaining({ code: 'spool-unwritable', kind: 'unavailable' }),
  );
});

test('takeIn() takes events in as they happened, whichever folder took them', async () => {
  const folders = [temporaryFolder(), temporaryFolder()];
  const [near = '', far = ''] = folders;
  const store = journalStore(openSqlite(join(temporaryFolder(), 'store.db')), Date.now);
  await admit(store, 'a', { from: 0, to: 1 });
  await store.settle(settlement('a', [{ from: 0, to: 1 }], 'landed'));
  // The nearer folder failed for the first of them only.
  spoolFolder([far]).write(admitted('b', { from: 1, to: 2 }, '2026-03-02T14:01:00.000Z'));
  spoolFolder([near]).write(admitted('c', { from: 2, to: 3 }, '2026-03-02T14:02:00.000Z'));
  await spoolFolder(folders).takeIn(store);
  await look(store, { [REF]: 3 }, ['b', 'c']);
  expect((await story(store)).slice(2)).toEqual([
    'b admitted',
    'b landed (reconcile)',
    'c admitted',
    'c landed (reconcile)',
  ]);
  expect(folders.flatMap((folder) => readdirSync(folder))).toEqual([]);
});

function startTaker(path: string, folder: string) {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', TAKER, path, folder],
    { env: {} },
  );
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const closed = new Promise<number | null>((resolve) => void child.on('close', resolve));
  return {
    ready: new Promise<void>((resolve) => void child.stdout.once('data', () => resolve())),
    async finish() {
      child.stdin.end();
      return { code: await closed, stderr };
    },
  };
}

function admitted(push: string, move: Move, happenedAt: string): SpooledEvent {
  return { kind: 'admission', admission: admission(push, [move], 0), judgement: YES, happenedAt };
}

function refusal(push: string): SpooledEvent {
  const happenedAt = '2026-03-02T14:00:00.000Z';
  return {
    kind: 'admission',
    admission: admission(push, [{ from: 1, to: 2 }], 0),
    judgement: NO,
    happenedAt,
  };
}

function url(file: string): string {
  return JSON.stringify(new URL(`../../src/${file}`, import.meta.url));
}
