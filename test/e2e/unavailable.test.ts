// A store that cannot be asked: the configured answer, within the deadline, and on record afterwards.
import { mkdirSync, readdirSync, renameSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startHookWith } from '../support/hook-start.ts';
import { entriesOf, openScratch, stopLine } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';

const DEADLINE_MS = 2_000;
const MODES = { closed: 'closed', open: 'open', 'last-known': '{ lastKnown: 15m }' } as const;
type Mode = keyof typeof MODES;

/** Breaks the store of a server; the answer mends it again. */
type Breakage = (store: string) => () => void;

const BREAKAGES: Readonly<Record<string, Breakage>> = {
  'is missing': (store) => {
    renameSync(store, `${store}.away`);
    return () => renameSync(`${store}.away`, store);
  },
  'is no database': (store) => {
    renameSync(store, `${store}.away`);
    writeFileSync(store, 'no database at all\n'.repeat(1_000));
    return () => {
      rmSync(store);
      renameSync(`${store}.away`, store);
    };
  },
  'is empty': (store) => {
    renameSync(store, `${store}.away`);
    writeFileSync(store, '');
    return () => {
      rmSync(store);
      renameSync(`${store}.away`, store);
    };
  },
  'is a folder': (store) => {
    renameSync(store, `${store}.away`);
    mkdirSync(store);
    return () => {
      rmSync(store, { recursive: true });
      renameSync(`${store}.away`, store);
    };
  },
  'is locked past the deadline': (store) => {
    const holder = new DatabaseSync(store);
    holder.exec('BEGIN IMMEDIATE');
    return () => {
      holder.exec('ROLLBACK');
      holder.close();
    };
  },
};

/** A server with a first push landed and, if so asked, its line stopped and a refusal seen. */
async function prepared(mode: Mode, { stopped }: { readonly stopped: boolean }): Promise<Scratch> {
  const scratch = await openScratch({
    config: `deadline: ${DEADLINE_MS / 1_000}s\nonUnavailable: ${MODES[mode]}\npusher: env:PUSHER\nlines: { main: { refs: [HEAD], override: [dana] } }\n`,
  });
  await scratch.commit('first\n');
  const first = await push(scratch);
  if (first.code !== 0) throw new Error(first.stderr);
  if (stopped) await stopLine(scratch);
  // Seen by a push, so that it is what was last known.
  const seen = await push(scratch, 'HEAD:refs/heads/seen');
  if (seen.code !== 0) throw new Error(seen.stderr);
  return scratch;
}

async function push(scratch: Scratch, ref = 'main', options: readonly string[] = []) {
  const started = Date.now();
  const ran = await scratch.push([...options, 'origin', ref], { env: { PUSHER: 'dana' } });
  return { ...ran, tookMs: Date.now() - started };
}

function spooled(scratch: Scratch): readonly string[] {
  return readdirSync(join(scratch.server, 'andon', 'spool')).filter((name) => name.endsWith('.json'));
}

const storeOf = (scratch: Scratch): string => join(scratch.server, 'andon', 'store.db');

describe.each(Object.entries(BREAKAGES))('while the store %s', (_, breakStore) => {
  test.each<[Mode, boolean, number]>([
    ['closed', false, 1],
    ['open', false, 0],
    ['open', true, 0],
    ['last-known', false, 0],
    ['last-known', true, 1],
  ])('onUnavailable %s (line stopped: %s) answers %i, on record afterwards', async (mode, stopped, code) => {
    const scratch = await prepared(mode, { stopped });
    const second = await scratch.commit('second\n');
    const mend = breakStore(storeOf(scratch));
    const { tookMs, ...ran } = await push(scratch);
    expect(spooled(scratch)).toHaveLength(1);
    mend();
    expect(ran.stderr).not.toContain('internal error');
    expect(ran.code).toBe(code);
    // Far off, because machines are noisy: what counts is that it does not wait for ever.
    expect(tookMs).toBeLessThan(DEADLINE_MS + 20_000);
    // Taken in by whoever comes next, with what became of it.
    expect((await scratch.andon(['audit', 'reconcile'])).stdout).not.toContain('drift');
    expect(spooled(scratch)).toEqual([]);
    const pushes = [...(await entriesOf(scratch, 'push.admitted')), ...(await entriesOf(scratch, 'push.refused'))]; // prettier-ignore
    const entry = pushes.find(({ unavailable }) => unavailable !== undefined);
    expect(entry).toMatchObject({ unavailable: { answer: mode }, updates: [{ new: second }] });
    const settled = (await entriesOf(scratch, 'push.settled')).filter(({ push: id }) => id === entry?.push);
    expect(settled.flatMap(({ results }) => results.map(({ landing }) => landing))).toEqual(
      code === 0 ? ['landed'] : [],
    );
    expect((await scratch.andon(['audit', 'verify'])).code).toBe(0);
  });
});

test('two pushes that follow each other without the store are both recorded as landed', async () => {
  const scratch = await prepared('open', { stopped: false });
  renameSync(storeOf(scratch), `${storeOf(scratch)}.away`);
  for (const name of ['second', 'third']) {
    await scratch.commit(`${name}\n`);
    expect((await push(scratch)).code).toBe(0);
  }
  renameSync(`${storeOf(scratch)}.away`, storeOf(scratch));
  await scratch.andon(['audit', 'reconcile']);
  const landings = (await entriesOf(scratch, 'push.settled')).flatMap(({ results }) => results.map(({ landing }) => landing)); // prettier-ignore
  expect(landings).toEqual(Array.from({ length: 4 }, () => 'landed'));
  expect(await entriesOf(scratch, 'ref.drifted')).toEqual([]);
});

test.each([
  ['andon.override=site down', 0],
  ['andon.override=', 1],
  ['andon.override=  ', 1],
])('without the store the option "%s" answers %i', async (option, code) => {
  const scratch = await prepared('closed', { stopped: true });
  await scratch.commit('second\n');
  renameSync(storeOf(scratch), `${storeOf(scratch)}.away`);
  expect((await push(scratch, 'main', ['-o', option])).code).toBe(code);
});

test('last-known does not go by what is older than it may be', async () => {
  const scratch = await prepared('last-known', { stopped: false });
  const file = join(scratch.server, 'andon', 'last-known.json');
  await scratch.commit('second\n');
  renameSync(storeOf(scratch), `${storeOf(scratch)}.away`);
  const { statuses } = JSON.parse((await scratch.run('cat', [file])).stdout) as { statuses: unknown };
  writeFileSync(file, JSON.stringify({ statuses, now: new Date(Date.now() - 16 * 60_000).toISOString() }));
  expect((await push(scratch)).code).toBe(1);
  truncateSync(file);
  expect((await push(scratch)).code).toBe(1);
});

test('a push that can be recorded nowhere is refused, also where onUnavailable is open', async () => {
  const scratch = await prepared('open', { stopped: false });
  await scratch.commit('second\n');
  renameSync(storeOf(scratch), `${storeOf(scratch)}.away`);
  rmSync(join(scratch.server, 'andon', 'spool'), { recursive: true, force: true });
  writeFileSync(join(scratch.server, 'andon', 'spool'), 'in the way\n');
  const { code, stderr } = await push(scratch);
  expect(code).toBe(1);
  expect(stderr).toContain('[journal-unavailable]');
  rmSync(join(scratch.server, 'andon', 'spool'));
  renameSync(`${storeOf(scratch)}.away`, storeOf(scratch));
  expect((await push(scratch)).code).toBe(0);
});

// No file may grow past so many blocks of 512 bytes: nothing is written, or of an event only its beginning.
test.each<[Mode, number]>([
  ['closed', 0],
  ['closed', 1],
  ['open', 0],
  ['open', 1],
  ['last-known', 0],
  ['last-known', 1],
])(
  'a disk that takes nothing more refuses the push with onUnavailable %s, and breaks nothing (%i blocks)',
  async (mode, blocks) => {
    const scratch = await prepared(mode, { stopped: false });
    await scratch.commit('second\n');
    // Held open, the store can be read, and fails only when it is written; the spool does too.
    const holder = new DatabaseSync(storeOf(scratch));
    onTestFinished(() => holder.close());
    holder.prepare('SELECT count(*) FROM journal').get();
    const mend = startHookWith(scratch, 'pre-receive', `trap '' XFSZ; ulimit -f ${blocks}`);
    // More than a block to be recorded.
    const long = `main:refs/heads/${'long/'.repeat(100)}name`;
    const { code, stderr } = await scratch.push(['origin', 'main', long], { env: { PUSHER: 'dana' } });
    expect(code).toBe(1);
    expect(stderr).toContain(mode === 'closed' ? '[store-unavailable]' : '[journal-unavailable]');
    expect(readdirSync(join(scratch.server, 'andon')).filter((name) => /\d$/.test(name))).toEqual([]);
    expect(readdirSync(join(scratch.server, 'andon', 'spool'))).toEqual([]);
    mend();
    expect((await push(scratch)).code).toBe(0);
    expect((await scratch.andon(['audit', 'verify'])).code).toBe(0);
  },
);
