// Ways past a stopped line that worked on other tools (facts, "Traps that others fell into").
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../src/journal/entry.ts';
import { ANDON, openScratch } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';

async function stoppedMain(config?: string): Promise<{ scratch: Scratch; first: string }> {
  const scratch = await openScratch(config === undefined ? {} : { config });
  const first = await scratch.commit('first\n');
  expect((await scratch.push(['origin', 'main'])).code).toBe(0);
  expect((await scratch.andon(['stop', 'main', '-m', 'red'])).code).toBe(0);
  return { scratch, first };
}

async function pushCode(scratch: Scratch, ...args: string[]): Promise<number> {
  return (await scratch.push(['origin', ...args])).code;
}

async function refusals(scratch: Scratch): Promise<readonly Extract<Entry, { kind: 'push.refused' }>[]> {
  return (await scratch.journal()).filter((entry) => entry.kind === 'push.refused');
}

const FIX = 'Fixes-Build: 1';

describe('one marker among three commits', () => {
  // Position 0 is the oldest commit.
  test.each([
    ['every', [false, false, false, true]],
    ['first-parent', [false, false, false, true]],
    ['tip', [false, false, true, true]],
    ['any', [true, true, true, true]],
  ] as const)('fix: %s lets in what it says', async (mode, expected) => {
    const { scratch, first } = await stoppedMain(`lines: { main: { refs: [HEAD], fix: ${mode} } }\n`);
    const got: boolean[] = [];
    for (const marked of [[0], [1], [2], [0, 1, 2]]) {
      await scratch.andon(['resume', 'main', '-m', 'to start anew']);
      expect(await pushCode(scratch, `+${first}:main`)).toBe(0);
      await scratch.andon(['stop', 'main', '-m', 'red', '--build', 'b7']);
      await scratch.git(['checkout', '-q', '-B', 'main', first]);
      for (const at of [0, 1, 2]) {
        await scratch.commit(marked.includes(at) ? `c${at}\n\nFixes-Build: b7\n` : `c${at}\n`);
      }
      got.push((await pushCode(scratch, 'main')) === 0);
    }
    expect(got).toEqual(expected);
  });

  test.each(['every', 'first-parent'])('fix: %s and a merge of unmarked commits', async (mode) => {
    const { scratch, first } = await stoppedMain(`lines: { main: { refs: [HEAD], fix: ${mode} } }\n`);
    await scratch.git(['checkout', '-q', '-b', 'side', first]);
    await scratch.commit('side\n');
    await scratch.git(['checkout', '-q', 'main']);
    await scratch.git(['merge', '-q', '--no-ff', '-m', `merge\n\n${FIX}`, 'side']);
    expect(await pushCode(scratch, 'main')).toBe(mode === 'every' ? 1 : 0);
  });
});

describe('where the marker stands', () => {
  test.each([
    ['at the end', `fix\n\n${FIX}\n`, 0],
    ['in another case', 'fix\n\nfixes-BUILD: #1\n', 0],
    ['in the subject', `${FIX}\n`, 1],
    ['in the body', `fix\n\n${FIX}\n\nmore words\n`, 1],
    ['without a blank line', `fix\n${FIX}\n`, 1],
    ['with a space', 'fix\n\nFixes Build: 1\n', 1],
    ['for an unknown stop', 'fix\n\nFixes-Build: 99\n', 1],
    ['for no stop', 'fix\n\nFixes-Build: yes\n', 1],
    ['for a number that begins alike', 'fix\n\nFixes-Build: 11\n', 1],
    ['for an empty value', 'fix\n\nFixes-Build:\n', 1],
  ])('%s', async (_, message, code) => {
    const { scratch } = await stoppedMain();
    await scratch.commit(message);
    expect(await pushCode(scratch, 'main')).toBe(code);
  });

  test('for a stop that is lifted, or of another line: refused, with the open ones listed', async () => {
    const { scratch } = await stoppedMain(
      'lines: { main: { refs: [HEAD] }, docs: { refs: [refs/heads/docs] } }\n',
    );
    await scratch.andon(['stop', 'main', '-m', 'again']);
    await scratch.andon(['stop', 'docs', '-m', 'other']);
    await scratch.andon(['resume', '1', '-m', 'repaired']);
    for (const number of [1, 3]) {
      await scratch.git(['commit', '-q', '--allow-empty', '-m', `fix\n\nFixes-Build: ${number}`]);
      const { code, stderr } = await scratch.push(['origin', 'main']);
      expect(code).toBe(1);
      expect(stderr).toContain('(open: 2)');
      await scratch.git(['reset', '-q', '--hard', 'HEAD^']);
    }
    await scratch.commit('fix\n\nFixes-Build: 2\n');
    expect(await pushCode(scratch, 'main')).toBe(0);
  });
});

describe('ways around new commits', () => {
  test('commits laundered through a scratch branch are still new on the line', async () => {
    const { scratch, first } = await stoppedMain();
    await scratch.commit('unfixed\n');
    expect(await pushCode(scratch, 'main:refs/heads/scratch')).toBe(0);
    expect(await pushCode(scratch, 'main')).toBe(1);
    expect(await scratch.serverRef('refs/heads/main')).toBe(first);
    expect((await refusals(scratch)).at(-1)?.updates[0]?.commits).toBe(1);
  });

  test.each([
    ['rewind', ['+HEAD^:main'], 'takes commits off'],
    ['delete', [':main'], 'deletes a ref'],
    ['re-tag', ['+v2:refs/tags/v1'], ''],
    ['new tag', ['v2'], ''],
    ['other history', ['+side:main'], 'takes commits off'],
  ])('%s is refused on a stopped line', async (_, refs, words) => {
    const scratch = await openScratch({ config: 'lines: { main: { refs: [HEAD, refs/tags/v*] } }\n' });
    const server = { cwd: scratch.server };
    await scratch.git(['config', 'receive.denyDeleteCurrent', 'ignore'], server);
    await scratch.commit('one\n');
    await scratch.git(['tag', '-a', '-m', 'v1', 'v1']);
    await scratch.git(['branch', 'side']);
    await scratch.commit('two\n');
    await scratch.git(['tag', '-a', '-m', 'v2', 'v2']);
    expect(await pushCode(scratch, 'main', 'v1')).toBe(0);
    expect(await pushCode(scratch, 'v2:refs/tags/kept')).toBe(0);
    await scratch.git(['checkout', '-q', 'side']);
    await scratch.commit('elsewhere\n');
    await scratch.git(['checkout', '-q', 'main']);
    const before = await scratch.git(['for-each-ref'], server);
    await scratch.andon(['stop', 'main', '-m', 'red']);
    const { code, stderr } = await scratch.push(['origin', ...refs]);
    expect(code).toBe(1);
    expect(stderr).toContain(words);
    expect(stderr).toContain('STOPPED');
    expect(await scratch.git(['for-each-ref'], server)).toBe(before);
    // And on a running line it is let in: the refusal was the line's doing.
    await scratch.andon(['resume', 'main', '-m', 'green']);
    expect((await scratch.push(['origin', ...refs])).code).toBe(0);
  });

  test('a push of stopped and running lines with a tag goes in whole or not at all', async () => {
    const { scratch } = await stoppedMain(
      'lines: { main: { refs: [HEAD] }, docs: { refs: [refs/heads/docs] } }\n',
    );
    await scratch.commit('second\n');
    await scratch.git(['branch', 'docs']);
    await scratch.git(['tag', 't']);
    expect(await pushCode(scratch, 'docs', 'main', 't')).toBe(1);
    for (const ref of ['refs/heads/docs', 'refs/tags/t'])
      expect(await scratch.serverRef(ref)).toBeUndefined();
    expect(await pushCode(scratch, 'docs', 't')).toBe(0);
  });

  test('two stops: lifting one leaves the line stopped', async () => {
    const { scratch } = await stoppedMain();
    await scratch.andon(['stop', 'main', '-m', 'second']);
    await scratch.andon(['resume', '2', '-m', 'green']);
    await scratch.commit('second\n');
    expect(await pushCode(scratch, 'main')).toBe(1);
    await scratch.andon(['resume', '1', '-m', 'green']);
    expect(await pushCode(scratch, 'main')).toBe(0);
  });

  test('a push that brings a policy of its own is judged by the old one', async () => {
    const { scratch } = await stoppedMain();
    for (const name of ['andon.yaml', '.andon.json']) {
      writeFileSync(`${scratch.work}/${name}`, '{"lines": {"main": {"refs": ["refs/heads/none"]}}}\n');
    }
    await scratch.git(['add', '-A']);
    await scratch.git(['commit', '-q', '-m', 'policy: none']);
    expect(await pushCode(scratch, 'main')).toBe(1);
    expect(await pushCode(scratch, 'main:refs/heads/scratch')).toBe(0);
    expect(await pushCode(scratch, 'main')).toBe(1);
  });

  test('a line that the store does not know is refused', async () => {
    const { scratch } = await stoppedMain();
    const other = scratch.path('other.git');
    await scratch.git(['init', '-q', '--bare', '-b', 'main', other], { cwd: scratch.folder });
    expect(await scratch.run(ANDON, ['install', other])).toMatchObject({ code: 0 });
    // A store that never heard of this repository, with no stop in it.
    writeFileSync(
      `${scratch.server}/andon.yaml`,
      `state: ${other}/andon\nlines: { new: { refs: [HEAD] } }\n`,
    );
    await scratch.commit('second\n');
    const { code, stderr } = await scratch.push(['origin', 'main']);
    expect(code).toBe(1);
    expect(stderr).toContain('[line-unknown]');
  });
});
