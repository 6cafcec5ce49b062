// Pushes that are large, and repositories that are not the usual ones.
import { describe, expect, test } from 'vitest';
import { entriesOf, openScratch, stopLine } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';

const MANY = 10_000;

/** Makes a branch of so many commits, quickly. */
async function importCommits(scratch: Scratch, count: number, trailer = ''): Promise<void> {
  const message = `commit\n${trailer}`;
  const parts = ['reset refs/heads/main\n'];
  for (let index = 0; index < count; index++) {
    const text = `${index} ${message}`;
    parts.push(
      `commit refs/heads/main\ncommitter C <c@example.com> 1700000000 +0000\ndata ${Buffer.byteLength(text)}\n${text}\n`,
    );
  }
  await scratch.git(['fast-import', '--quiet', '--force'], { input: parts.join('') });
}

describe(`a push of ${MANY} commits`, () => {
  test('lands on a running line', async () => {
    const scratch = await openScratch();
    await importCommits(scratch, MANY);
    expect((await scratch.push(['origin', 'main'])).code).toBe(0);
    expect((await entriesOf(scratch, 'push.admitted'))[0]?.updates[0]?.commits).toBe(MANY);
  });

  test('is looked at to the last commit on a stopped line', async () => {
    const scratch = await openScratch({ config: 'lines: { main: { refs: [HEAD], fix: every } }\n' });
    await stopLine(scratch);
    await scratch.commit('the one without a trailer\n');
    const one = await scratch.git(['rev-parse', 'HEAD']);
    await importCommits(scratch, MANY, '\nFixes-Build: 1\n');
    await scratch.git(['checkout', '-q', '--orphan', 'joined']);
    const tree = await scratch.git(['rev-parse', `${one}^{tree}`]);
    const merge = ['commit-tree', tree, '-p', 'refs/heads/main', '-p', one, '-m', 'join\n\nFixes-Build: 1'];
    const tip = await scratch.git(merge);
    const { code, stderr } = await scratch.push(['origin', `${tip}:refs/heads/main`]);
    expect(code).toBe(1);
    expect(stderr).toContain(`${one.slice(0, 7)} the one without a trailer`);
    expect((await scratch.push(['origin', 'refs/heads/main'])).code).toBe(0);
  });

  test('beyond the limit is refused in words', async () => {
    const scratch = await openScratch({ config: 'limits: { commits: 100 }\n' });
    await importCommits(scratch, 101);
    expect((await scratch.push(['origin', 'main'])).stderr).toContain('[too-many-commits]');
  });
});

describe(`a push of ${MANY} refs`, { timeout: 180_000 }, () => {
  async function withRefs(config: string): Promise<Scratch> {
    const scratch = await openScratch({ config });
    const oid = await scratch.commit('first\n');
    const lines = Array.from({ length: MANY }, (_, index) => `create refs/heads/many/${index} ${oid}\n`);
    await scratch.git(['update-ref', '--stdin'], { input: lines.join('') });
    await scratch.git(['pack-refs', '--all']);
    return scratch;
  }

  test.each([
    ['on no line', 'lines: { main: { refs: [HEAD] } }\n'],
    ['on a line', 'lines: { main: { refs: ["refs/heads/**"] } }\n'],
  ])('%s lands, and is deleted again', async (_, config) => {
    const scratch = await withRefs(config);
    const all = 'refs/heads/many/*:refs/heads/many/*';
    expect((await scratch.push(['-q', 'origin', all])).code).toBe(0);
    await scratch.git(['update-ref', '--stdin'], {
      input: Array.from({ length: MANY }, (_, index) => `delete refs/heads/many/${index}\n`).join(''),
    });
    expect((await scratch.push(['-q', '--prune', 'origin', all])).code).toBe(0);
    expect(await scratch.git(['for-each-ref'], { cwd: scratch.server })).toBe('');
    const settled = await entriesOf(scratch, 'push.settled');
    expect(settled.map(({ results }) => results.filter(({ landing }) => landing === 'landed').length)).toEqual([MANY, MANY]); // prettier-ignore
  });

  test('on a stopped line is refused whole', async () => {
    const scratch = await withRefs('lines: { main: { refs: ["refs/heads/**"] } }\n');
    await stopLine(scratch);
    const { code, stderr } = await scratch.push(['-q', 'origin', 'refs/heads/many/*:refs/heads/many/*']);
    expect(code).toBe(1);
    expect(stderr).toContain('STOPPED');
    expect(await scratch.git(['for-each-ref'], { cwd: scratch.server })).toBe('');
  });

  test('beyond the limit is refused in words', async () => {
    const scratch = await withRefs('limits: { refs: 9999 }\n');
    const { stderr } = await scratch.push(['-q', 'origin', 'refs/heads/many/*:refs/heads/many/*']);
    expect(stderr).toContain('[push-malformed]');
  });
});

describe('a SHA-256 repository', () => {
  test('is gated and recorded like any other', async () => {
    const scratch = await openScratch({ init: ['--object-format=sha256'] });
    const first = await scratch.commit('first\n');
    expect(first).toHaveLength(64);
    expect((await scratch.push(['origin', 'main'])).code).toBe(0);
    await stopLine(scratch);
    await scratch.commit('second\n');
    expect((await scratch.push(['origin', 'main'])).code).toBe(1);
    expect((await scratch.push(['origin', ':main'])).code).toBe(1);
    await scratch.git(['commit', '-q', '--amend', '--allow-empty', '-m', 'fix\n\nFixes-Build: 1']);
    const fix = await scratch.git(['rev-parse', 'HEAD']);
    expect((await scratch.push(['origin', 'main'])).code).toBe(0);
    expect((await entriesOf(scratch, 'push.settled')).at(-1)?.results).toEqual([
      { ref: 'refs/heads/main', new: fix, landing: 'landed' },
    ]);
  });
});

describe('refs that are no branches', () => {
  test('an annotated tag on a line is judged by the commits it brings', async () => {
    const scratch = await openScratch({ config: 'lines: { main: { refs: [HEAD, refs/tags/v*] } }\n' });
    await scratch.commit('first\n');
    await scratch.git(['tag', '-a', '-m', 'one', 'v1']);
    expect((await scratch.push(['origin', 'main', 'v1'])).code).toBe(0);
    await stopLine(scratch);
    await scratch.commit('second\n');
    await scratch.git(['tag', '-a', '-m', 'two', 'v2']);
    expect((await scratch.push(['origin', 'v2'])).stderr).toContain('without a fix trailer');
    await scratch.git(['tag', '-a', '-m', 'other', 'other']);
    expect((await scratch.push(['origin', 'other'])).code).toBe(0);
    await scratch.git(['commit', '-q', '--amend', '--allow-empty', '-m', 'second\n\nFixes-Build: 1']);
    await scratch.git(['tag', '-a', '-m', 'three', 'v3']);
    expect((await scratch.push(['origin', 'v3'])).code).toBe(0);
  });

  test('tags of trees and blobs, and notes, land', async () => {
    const scratch = await openScratch({ config: 'lines: { main: { refs: [HEAD, refs/tags/**, refs/notes/**] } }\n' }); // prettier-ignore
    await scratch.commit('first\n');
    const blob = await scratch.git(['hash-object', '-w', '--stdin'], { input: 'text\n' });
    await scratch.git(['tag', 'blob', blob]);
    await scratch.git(['tag', '-a', '-m', 'tree', 'tree', 'HEAD^{tree}']);
    await scratch.git(['notes', 'add', '-m', 'a note']);
    const { code, stderr } = await scratch.push(['origin', 'main', 'blob', 'tree', 'refs/notes/commits']);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    expect((await entriesOf(scratch, 'push.settled')).at(-1)?.results).toHaveLength(4);
    await stopLine(scratch);
    expect((await scratch.push(['origin', ':blob'])).code).toBe(1);
  });
});
