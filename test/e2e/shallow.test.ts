// Pushes out of shallow clones (fact 4): git decides some of them only after pre-receive has seen them.
import { expect, test } from 'vitest';
import { entriesOf, stopLine, withMain } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';

const STATES: readonly (readonly [allowed: boolean, state: 'running' | 'stopped'])[] = [
  [false, 'running'],
  [false, 'stopped'],
  [true, 'running'],
  [true, 'stopped'],
];

test.each(STATES)(
  'shallowUpdate %s: the gate judges a push from a shallow clone to a line that is %s',
  async (allowed, state) => {
    const { scratch, clone, tip } = await prepared(allowed, state);
    const plain = await commit(scratch, clone, 'second\n');
    const first = await push(scratch, clone, 'HEAD:main');
    const fix = await commit(scratch, clone, 'third\n\nFixes-Build: 1\n');
    if (state === 'running') {
      expect(first.code).toBe(0);
      expect((await push(scratch, clone, 'HEAD:main')).code).toBe(0);
      expect(await landed(scratch)).toEqual([`main ${tip}`, `main ${plain}`, `main ${fix}`]);
    } else {
      expect(first.stderr).toContain('[line-stopped]');
      expect(first.code).toBe(1);
      await scratch.git(['reset', '-q', '--soft', tip], { cwd: clone });
      const alone = await commit(scratch, clone, 'second\n\nFixes-Build: 1\n');
      expect((await push(scratch, clone, 'HEAD:main')).code).toBe(0);
      expect(await landed(scratch)).toEqual([`main ${tip}`, `main ${alone}`]);
    }
    const admitted = await entriesOf(scratch, 'push.admitted');
    expect(admitted.at(-1)?.updates).toMatchObject([{ commits: 1 }]);
    await expectAgreement(scratch);
  },
);

test.each(STATES)(
  'shallowUpdate %s: a history that is cut off lands on no line that is %s',
  async (allowed, state) => {
    const { scratch, clone, tip } = await prepared(allowed, state);
    const { code, stderr } = await push(scratch, clone, '+cut:main');
    expect(code).toBe(1);
    expect(stderr.replaceAll(/\s+remote:\s+/g, ' ')).toMatch(
      /\[object-unreadable\] git cannot read the commits of this ref: Could not read [0-9a-f]{40}; [^:]+ -> check your clone: git fsck; if it is shallow: git fetch --unshallow/,
    );
    expect(await scratch.serverRef('refs/heads/main')).toBe(tip);
    const [refused] = await entriesOf(scratch, 'push.refused');
    expect(refused?.findings.map(({ rule }) => rule).sort()).toEqual(
      state === 'running' ? ['object-unreadable'] : ['line-stopped', 'object-unreadable'],
    );
    expect(await landed(scratch)).toEqual([`main ${tip}`]);
    await expectAgreement(scratch);
  },
);

test.each(STATES)(
  'shallowUpdate %s: a history that is cut off, beside a push to a line that is %s, is recorded as what it became',
  async (allowed, state) => {
    const { scratch, clone, tip } = await prepared(allowed, state);
    const cut = await scratch.git(['rev-parse', 'cut'], { cwd: clone });
    const second = await commit(scratch, clone, 'second\n');
    const { code, stderr } = await push(scratch, clone, 'HEAD:main', 'cut:side');
    expect(code).toBe(allowed && state === 'running' ? 0 : 1);
    expect(stderr.includes('cut -> side (shallow update not allowed)')).toBe(!allowed);
    const lands = state === 'running' ? [`main ${second}`, ...(allowed ? [`side ${cut}`] : [])] : [];
    expect(await landed(scratch)).toEqual([`main ${tip}`, ...lands]);
    expect(await scratch.serverRef('refs/heads/main')).toBe(state === 'running' ? second : tip);
    expect(await scratch.serverRef('refs/heads/side')).toBe(allowed && state === 'running' ? cut : undefined);
    await expectAgreement(scratch);
  },
);

test('of a push that git refuses whole, because it is shallow, the journal says that nothing landed', async () => {
  const { scratch, clone, tip } = await prepared(false, 'stopped');
  expect((await push(scratch, clone, 'cut:side')).code).toBe(1);
  expect((await scratch.andon(['audit', 'reconcile'])).code).toBe(0);
  const settled = await entriesOf(scratch, 'push.settled');
  expect(settled.map(({ via, results }) => [via, results.map(({ landing }) => landing)])).toEqual([
    ['post-receive', ['landed']],
    ['reconcile', ['not-landed']],
  ]);
  expect(await landed(scratch)).toEqual([`main ${tip}`]);
  await expectAgreement(scratch);
});

test('commits that a shallow push to another ref cut off do not pass a stopped line unseen', async () => {
  const { scratch, first } = await withMain('lines: { main: { refs: [HEAD], fix: every } }\n');
  await scratch.git(['config', 'receive.shallowUpdate', 'true'], { cwd: scratch.server });
  await stopLine(scratch);
  const hidden = await scratch.commit('hidden\n');
  // A merge of the line with what is hidden, and a commit on top: both say that they are the fix.
  const fix = ['commit-tree', `${first}^{tree}`, '-m', 'fix\n\nFixes-Build: 1\n'];
  const merge = await scratch.git([...fix, '-p', first, '-p', hidden]);
  const tip = await scratch.git([...fix, '-p', merge]);
  await scratch.git(['branch', 'whole', tip]);
  const clone = scratch.path('clone');
  const depth = ['--depth', '2', '--branch', 'whole', `file://${scratch.work}`, clone];
  await scratch.git(['clone', '-q', ...depth], { cwd: scratch.folder });
  // On no line, the cut is git's affair; the server remembers it.
  expect((await push(scratch, clone, 'whole:side')).code).toBe(0);
  const { code, stderr } = await push(scratch, clone, '+whole:main');
  expect(stderr).toContain('[object-unreadable]');
  expect(code).toBe(1);
  expect(await scratch.serverRef('refs/heads/main')).toBe(first);
  await expectAgreement(scratch);
});

/** A server, and a shallow clone of it with a branch `cut`, whose history the server knows nothing of. */
async function prepared(allowed: boolean, state: 'running' | 'stopped') {
  const { scratch } = await withMain();
  await scratch.git(['config', 'receive.shallowUpdate', String(allowed)], { cwd: scratch.server });
  const tip = await scratch.serverRef('refs/heads/main');
  if (state === 'stopped') await stopLine(scratch);
  await scratch.git(['checkout', '-q', '--orphan', 'elsewhere']);
  for (const name of ['one', 'two', 'three']) await scratch.commit(`${name}\n`);
  const clone = scratch.path('clone');
  await scratch.git(['clone', '-q', '--depth', '1', `file://${scratch.server}`, clone], {
    cwd: scratch.folder,
  });
  const cut = ['fetch', '-q', '--depth', '2', `file://${scratch.work}`, 'elsewhere:cut'];
  await scratch.git(cut, { cwd: clone });
  return { scratch, clone, tip: tip ?? '' };
}

async function commit(scratch: Scratch, cwd: string, message: string): Promise<string> {
  await scratch.git(['commit', '-q', '--allow-empty', '-m', message], { cwd });
  return scratch.git(['rev-parse', 'HEAD'], { cwd });
}

async function push(scratch: Scratch, cwd: string, ...refs: readonly string[]): Promise<Ran> {
  return scratch.push([`file://${scratch.server}`, ...refs], { cwd });
}

/** What the journal says landed: "main 1a2b...". */
async function landed(scratch: Scratch): Promise<readonly string[]> {
  const results = (await entriesOf(scratch, 'push.settled')).flatMap((entry) => entry.results);
  return results
    .filter(({ landing }) => landing === 'landed')
    .map(({ ref, new: oid }) => `${ref.replace('refs/heads/', '')} ${oid}`);
}

async function expectAgreement(scratch: Scratch): Promise<void> {
  const { code, stderr } = await scratch.andon(['audit', 'reconcile']);
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr: 'nothing to reconcile: the journal agrees with the refs\n',
  });
  expect(await entriesOf(scratch, 'ref.drifted')).toEqual([]);
  expect((await scratch.andon(['audit', 'verify'])).code).toBe(0);
}
