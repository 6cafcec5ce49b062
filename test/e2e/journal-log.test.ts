// The log file beside the database: every entry reaches it, and one copier serves a storm of pushes.
import { existsSync, mkdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, describe, it, vi } from 'vitest';
import { startJournalCopy } from '../../src/store/start-journal-copy.ts';
import { EMPTY_HEAD, chainHash, openEntry } from '../../src/journal/chain.ts';
import type { StoredEntry } from '../../src/journal/entry.ts';
import { bareScratch, stopLine, withMain } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';

const logFile = ({ server }: Scratch): string => join(server, 'andon', 'journal.log');

function readLog(scratch: Scratch): readonly StoredEntry[] {
  if (!existsSync(logFile(scratch))) return [];
  const lines = readFileSync(logFile(scratch), 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as StoredEntry);
}

/** Waits until the log says what the journal says, and checks that it proves itself. */
async function expectWholeLog(scratch: Scratch): Promise<void> {
  const journal = await scratch.journal();
  await vi.waitFor(() => expect(readLog(scratch)).toHaveLength(journal.length), 10_000);
  const log = readLog(scratch);
  expect(log.map((stored) => ({ ...openEntry(stored), hash: stored.hash }))).toEqual(journal);
  let previous = EMPTY_HEAD.hash;
  for (const { body, hash } of log) {
    expect(hash).toBe(chainHash(previous, body));
    previous = hash;
  }
}

describe('journal.log', () => {
  it('gets every entry of accepted and refused pushes, in order', async () => {
    const { scratch } = await withMain();
    await expectWholeLog(scratch);
    await stopLine(scratch);
    await scratch.commit('more\n');
    expect((await scratch.push(['origin', 'main'])).code).toBe(1);
    await expectWholeLog(scratch);
  });
  it('gets what a command writes, without a push', async () => {
    const { scratch } = await withMain();
    await stopLine(scratch);
    await expectWholeLog(scratch);
  });
  it('goes on behind what it has when another store takes the place of the first', async () => {
    const { scratch } = await withMain();
    await scratch.commit('more\n');
    expect((await scratch.push(['origin', 'main'])).code).toBe(0);
    await expectWholeLog(scratch);
    const former = readLog(scratch);
    for (const end of ['', '-wal', '-shm'])
      rmSync(join(scratch.server, 'andon', `store.db${end}`), { force: true });
    expect((await scratch.andon(['config', 'apply'])).code).toBe(0);
    await stopLine(scratch);
    const journal = await scratch.journal();
    expect(journal.length).toBeLessThan(former.length);
    await vi.waitFor(() => expect(readLog(scratch)).toHaveLength(former.length + journal.length), 10_000);
    expect(readLog(scratch).slice(0, former.length)).toEqual(former);
  });
  it('is whole again after it was taken away', async () => {
    const { scratch } = await withMain();
    await expectWholeLog(scratch);
    rmSync(logFile(scratch));
    await stopLine(scratch);
    await expectWholeLog(scratch);
  });
  it('is written anew by andon audit rebuild', async () => {
    const { scratch } = await withMain();
    await expectWholeLog(scratch);
    writeFileSync(logFile(scratch), 'not what it was\n');
    expect((await scratch.andon(['audit', 'rebuild'])).code).toBe(0);
    await expectWholeLog(scratch);
  });
});

describe('startJournalCopy()', () => {
  function fakeCopier(): { start: () => void; started: () => number; awaited: string } {
    const { path } = bareScratch();
    const [release, state, awaited] = [path('release'), path('state'), path('state', 'journal.awaited')];
    mkdirSync(release);
    mkdirSync(state);
    const mark = `import fs from 'node:fs'; fs.appendFileSync(${JSON.stringify(path('started'))}, process.argv[3] + '\n');`;
    writeFileSync(join(release, 'copy-journal.mjs'), mark.replace('\n', '\\n'));
    const started = (): number =>
      existsSync(path('started')) ? readFileSync(path('started'), 'utf8').split(awaited).length - 1 : 0;
    return {
      start: () => startJournalCopy({ node: process.execPath, folder: release }, state),
      started,
      awaited,
    };
  }
  it('starts one copier for a storm of pushes, and the next when that one has looked', async () => {
    const { start, started, awaited } = fakeCopier();
    for (let push = 0; push < 30; push++) start();
    await vi.waitFor(() => expect(started()).toBe(1), 10_000);
    rmSync(awaited);
    for (let push = 0; push < 30; push++) start();
    await vi.waitFor(() => expect(started()).toBe(2), 10_000);
  });
  it('does not wait for a copier that has died', async () => {
    const { start, started, awaited } = fakeCopier();
    start();
    await vi.waitFor(() => expect(started()).toBe(1), 10_000);
    const long = Date.now() / 1000 - 60;
    utimesSync(awaited, long, long);
    start();
    await vi.waitFor(() => expect(started()).toBe(2), 10_000);
  });
});
