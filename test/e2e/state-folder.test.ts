// A state folder that takes nothing more, while the repository does: what happens meanwhile waits in the
// repository's own spool.
import { chmodSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { HOOKS } from '../../src/install/shim.ts';
import type { HookName } from '../../src/install/shim.ts';
import { temporaryFolder } from '../support/engines.ts';
import { startHookWith } from '../support/hook-start.ts';
import { entriesOf, openScratch, ANDON } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';
import { openSmallDisk } from '../support/small-disk.ts';
import { withoutPowers } from '../support/without-powers.ts';

interface Trouble {
  /** The line of sh that a hook begins with to be in trouble. */
  readonly begin: string;
  readonly end: () => void;
  /** What SQLite says of it. */
  readonly words: string;
}

type MakeTrouble = (state: string) => Trouble;

const readOnly: MakeTrouble = (state) => {
  const end = (): void => changeModes(state, 0o755, 0o644);
  // Or else it could not be removed.
  onTestFinished(end);
  return { begin: `chmod -R a-w '${state}'`, end, words: 'attempt to write a readonly database' };
};

const fullDisk: MakeTrouble = (state) => {
  const { fill, free } = openSmallDisk(state);
  return { begin: fill, end: free, words: '(?:database or disk is full|disk I/O error)' };
};

describe.each<[string, MakeTrouble]>([
  ['may only be read', readOnly],
  ['is on a full disk', fullDisk],
])('a state folder that %s', (_, makeTrouble) => {
  test('refuses a push with the way out, leaves nothing half-written and takes the refusal in later', async () => {
    const { scratch, state, trouble, first } = await prepared('closed', makeTrouble);
    const second = await scratch.commit('second\n');
    const mend = begin(scratch, trouble, HOOKS);
    const refused = await push(scratch);
    expect(refused.code).toBe(1);
    expect(wordsOf(refused, state)).toMatch(
      new RegExp(
        '^error: push refused: 1 problem \\[store-unavailable\\] andon cannot tell whether the line runs: ' +
          `The store "STATE/store\\.db" cannot be used: ${trouble.words} -> ask the admin to run: andon doctor$`,
      ),
    );
    expect(await scratch.serverRef('refs/heads/main')).toBe(first);
    expect(spooled(scratch)).toEqual(['admission']);
    expect(leftovers(state)).toEqual([]);
    mend();
    expect((await push(scratch)).code).toBe(0);
    expect(await scratch.serverRef('refs/heads/main')).toBe(second);
    expect(await entriesOf(scratch, 'push.refused')).toMatchObject([
      { unavailable: { answer: 'closed' }, updates: [{ old: first, new: second }] },
    ]);
    await expectSound(scratch, ['landed', 'landed']);
  });

  test('lets pushes in where onUnavailable is open, and takes them in later', async () => {
    const { scratch, state, trouble, first } = await prepared('open', makeTrouble);
    const mend = begin(scratch, trouble, HOOKS);
    const commits = [first];
    for (const name of ['second', 'third']) {
      commits.push(await scratch.commit(`${name}\n`));
      const { code, stderr } = await push(scratch);
      expect(stderr).toContain('the push was let in because "onUnavailable" is "open"');
      expect(code).toBe(0);
    }
    expect(spooled(scratch)).toEqual(['admission', 'admission']);
    expect(leftovers(state)).toEqual([]);
    mend();
    commits.push(await scratch.commit('fourth\n'));
    expect((await push(scratch)).code).toBe(0);
    const admitted = await entriesOf(scratch, 'push.admitted');
    expect(admitted.map(({ unavailable }) => unavailable?.answer)).toEqual([undefined, 'open', 'open', undefined]); // prettier-ignore
    expect(admitted.flatMap(({ updates }) => updates.map((update) => update.new))).toEqual(commits);
    await expectSound(scratch, ['landed', 'landed', 'landed', 'landed']);
  });

  test('between the hooks of a push leaves its settlement in the spool', async () => {
    const { scratch, state, trouble } = await prepared('closed', makeTrouble);
    await scratch.commit('second\n');
    const mend = begin(scratch, trouble, ['post-receive']);
    const { code, stderr } = await push(scratch);
    expect(stderr).not.toContain('remote:');
    expect(code).toBe(0);
    expect(spooled(scratch)).toEqual(['settlement']);
    expect(leftovers(state)).toEqual([]);
    mend();
    const name = readdirSync(spoolOf(scratch))[0];
    expect((await scratch.andon(['audit', 'reconcile'])).stderr).toContain('nothing to reconcile');
    const settled = await entriesOf(scratch, 'push.settled');
    expect(settled.map((entry) => [entry.via, entry.spooled])).toEqual([
      ['post-receive', undefined],
      ['post-receive', name],
    ]);
    await expectSound(scratch, ['landed', 'landed']);
  });
});

test('andon doctor says of a store that may only be read what to see to', async () => {
  const { scratch, state, trouble } = await prepared('closed', readOnly);
  await scratch.run('sh', ['-c', trouble.begin]);
  const { code, stdout } = await scratch.run(...withoutPowers(ANDON, 'doctor', '--repo', scratch.server));
  expect(code).toBe(1);
  const bad = stdout
    .replaceAll(state, 'STATE')
    .split('\n')
    .flatMap((line, index, lines) => (line.startsWith('BAD') ? [line, lines[index + 1]] : []));
  expect(bad).toEqual([
    'BAD  store: The store "STATE/store.db" cannot be used: attempt to write a readonly database',
    '       mend it: see that STATE has room and that the hooks may write it; a store that is lost comes back from a backup, or empty: andon config apply',
  ]);
});

test('a corrupt store can be mended as andon doctor says, whatever becomes of what was in it', async () => {
  const scratch = await openScratch();
  await scratch.commit('first\n');
  await scratch.push(['origin', 'main']);
  const state = join(scratch.server, 'andon');
  await copied(state);
  // What is not in the database yet would mend it.
  for (const file of ['store.db-wal', 'store.db-shm']) rmSync(join(state, file), { force: true });
  writeFileSync(join(state, 'store.db'), 'no database at all\n'.repeat(1_000));
  const mend =
    `move store.db, store.db-wal, store.db-shm, journal.log and journal.cursor out of ${state}; ` +
    'then put the store.db of a backup there, or make a new one, which knows of no stop: andon config apply; ' +
    'the journal.log that you moved still has what happened';
  expect(await scratch.andon(['config', 'apply'])).toMatchObject({
    code: 6,
    stderr: `andon: The store "${state}/store.db" cannot be used: file is not a database\nhint: ${mend}\n`,
  });
  expect((await scratch.andon(['doctor'])).stdout).toContain(
    `BAD  store: The store "${state}/store.db" cannot be used: file is not a database\n       mend it: ${mend}\n`,
  );
  const lost = scratch.path('lost');
  mkdirSync(lost);
  for (const file of readdirSync(state).filter((name) => /^(?:store\.db|journal\.)/.test(name)))
    renameSync(join(state, file), join(lost, file));
  expect(await scratch.andon(['config', 'apply'])).toMatchObject({ code: 0 });
  expect((await scratch.andon(['doctor'])).stdout).not.toContain('BAD');
  await scratch.commit('second\n');
  expect((await scratch.push(['origin', 'main'])).code).toBe(0);
  expect(await scratch.andon(['audit', 'verify'])).toMatchObject({ code: 0, stderr: '' });
  await copied(state);
  expect(readFileSync(join(lost, 'journal.log'), 'utf8')).toContain('push.admitted');
});

/** Waits until the log file has the end of a push. */
async function copied(state: string): Promise<void> {
  const log = join(state, 'journal.log');
  await vi.waitFor(() => expect(readFileSync(log, 'utf8')).toContain('push.settled'), 10_000);
}

/** A server whose state folder is elsewhere, with a first push landed. */
async function prepared(mode: 'closed' | 'open', makeTrouble: MakeTrouble) {
  const state = temporaryFolder();
  const trouble = makeTrouble(state);
  const scratch = await openScratch({ config: `state: ${state}\nonUnavailable: ${mode}\n` });
  // With the copier kept out and the store held open, SQLite meets the trouble at the same call each time.
  mkdirSync(join(state, 'journal.cursor'));
  const holder = new DatabaseSync(join(state, 'store.db'));
  onTestFinished(() => holder.close());
  holder.prepare('SELECT count(*) FROM journal').get();
  const first = await scratch.commit('first\n');
  expect((await push(scratch)).code).toBe(0);
  return { scratch, state, trouble, first };
}

/** Lets hooks begin in trouble; the answer ends it. */
function begin(scratch: Scratch, trouble: Trouble, hooks: readonly HookName[]): () => void {
  const mends = hooks.map((hook) => startHookWith(scratch, hook, trouble.begin));
  return () => [...mends, trouble.end].forEach((mend) => mend());
}

async function push(scratch: Scratch): Promise<Ran> {
  return scratch.run(...withoutPowers('git', 'push', '-q', 'origin', 'main'), { cwd: scratch.work });
}

function changeModes(folder: string, folderMode: number, fileMode: number): void {
  chmodSync(folder, folderMode);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) changeModes(path, folderMode, fileMode);
    else chmodSync(path, fileMode);
  }
}

const spoolOf = (scratch: Scratch): string => join(scratch.server, 'andon', 'spool');

/** The kinds of the events in the repository's spool; each is whole. */
function spooled(scratch: Scratch): readonly string[] {
  const folder = spoolOf(scratch);
  return readdirSync(folder).map(
    (name) => (JSON.parse(readFileSync(join(folder, name), 'utf8')) as { kind: string }).kind,
  );
}

/** What lies in the state folder and should not. */
function leftovers(state: string): readonly string[] {
  const known = /^(?:store\.db(?:-wal|-shm)?|journal\.(?:cursor|awaited)|spool|ballast)$/;
  return readdirSync(state, { recursive: true, encoding: 'utf8' }).filter((name) => !known.test(name));
}

/** What the server said, without the breaks of its lines. */
function wordsOf({ stderr }: Ran, state: string): string {
  const lines = stderr.split('\n').filter((line) => line.startsWith('remote: '));
  const text = lines.map((line) => line.slice('remote: '.length)).join(' ');
  return text.replaceAll(state, 'STATE').replaceAll(/\s+/g, ' ').trim();
}

async function expectSound(scratch: Scratch, landings: readonly string[]): Promise<void> {
  expect(spooled(scratch)).toEqual([]);
  const settled = await entriesOf(scratch, 'push.settled');
  expect(settled.flatMap(({ results }) => results.map(({ landing }) => landing))).toEqual(landings);
  expect(await entriesOf(scratch, 'ref.drifted')).toEqual([]);
  expect(await scratch.andon(['audit', 'verify'])).toMatchObject({ code: 0, stderr: '' });
  expect((await scratch.andon(['audit', 'reconcile'])).stderr).toContain('nothing to reconcile');
}

test('a spooled event that cannot be read holds no push up, and everybody hears of it', async () => {
  const scratch = await openScratch();
  const file = join(spoolOf(scratch), '2026-half.json');
  mkdirSync(spoolOf(scratch), { recursive: true });
  writeFileSync(file, '{"kind":"admi');
  await scratch.commit('first\n');
  const { code, stderr } = await push(scratch);
  expect(stderr).toContain(`remote: warning: The spooled event`);
  expect(stderr).toContain('2026-half.json');
  expect(code).toBe(0);
  expect(await scratch.serverRef('refs/heads/main')).toBeDefined();
  const doctor = await scratch.andon(['doctor']);
  expect(doctor.code).toBe(1);
  expect(doctor.stdout).toContain(`BAD  spool: The spooled event "${file}" cannot be read`);
});
