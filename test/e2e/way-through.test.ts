// A refusal prints commands. Whoever pastes them into a shell, and pushes again, gets through.
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { stopLine, withMain, openScratch } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';

/** Editors that do what a person does: mark every commit, and write a message that breaks no rule. */
const EDITORS = {
  GIT_SEQUENCE_EDITOR: 'sed -i -e "s/^pick/reword/;s/ -C / -c /"',
  GIT_EDITOR: 'sh -c \'printf "%s\\n" "topic: $(git rev-parse HEAD)" >"$0"\'',
};
const FIXED = '\n\nFixes-Build: 1\n';
const DIVIDED = 'topic: what\n\nas by mail\n---\n 1 file changed\n';

/** Commits a change of its own to each file. */
async function change(scratch: Scratch, name: string, message = `${name}\n`): Promise<string> {
  writeFileSync(scratch.path('work', name), message);
  await scratch.git(['add', name]);
  return scratch.commit(message);
}

/** Pushes, is refused, runs each command of the hints, and pushes again. */
async function pushAsTold(scratch: Scratch): Promise<{ commands: readonly string[]; pushed: Ran }> {
  const { code, stderr } = await scratch.push(['origin', 'main']);
  expect(code).toBe(1);
  const commands = stderr.split('\n').flatMap((line) => /^remote: hint: {3}(.*\S)/.exec(line)?.[1] ?? []);
  for (const command of commands) {
    const ran = await scratch.run('sh', ['-c', command], { cwd: scratch.work, env: EDITORS });
    expect({ command, ...ran }).toMatchObject({ code: 0 });
  }
  return { commands, pushed: await scratch.push(['origin', 'main']) };
}

/** The commands without values and options, which unit tests look at. */
function verbs(commands: readonly string[]): readonly string[] {
  return commands.map((command) => /git \S+/.exec(command)?.[0] ?? command);
}

async function merge(scratch: Scratch, base: string): Promise<void> {
  await scratch.git(['checkout', '-q', '-b', 'side', base]);
  await change(scratch, 'file', 'side\n');
  await scratch.git(['checkout', '-q', 'main']);
  await change(scratch, 'file', 'main\n');
  await scratch.run('git', ['merge', '-q', 'side'], { cwd: scratch.work });
  // Neither side's: git could not make this merge anew.
  await change(scratch, 'file', 'by hand\n');
}

type Prepare = (scratch: Scratch, first: string) => Promise<unknown>;

test.each<[string, string, readonly string[], Prepare]>([
  ['one commit', 'every', ['git commit'], async (scratch) => change(scratch, 'a')],
  ['a divided message', 'every', ['git log'], async (scratch) => change(scratch, 'a', DIVIDED)],
  [
    'a divided message below another',
    'every',
    ['git filter-branch'],
    async (scratch) => {
      await change(scratch, 'a', DIVIDED);
      // As a web page commits: the last line does not end.
      await change(scratch, 'b', 'b\n\nbody');
    },
  ],
  [
    'the middle one of three commits',
    'first-parent',
    ['git rebase'],
    async (scratch) => {
      await change(scratch, 'a', `a${FIXED}`);
      await scratch.commit('empty\n');
      await change(scratch, 'c', `c${FIXED}`);
    },
  ],
  [
    'a merge made by hand',
    'every',
    ['git filter-branch'],
    async (scratch, first) => {
      await merge(scratch, first);
      await change(scratch, 'last');
    },
  ],
  [
    'a merge of what branched off before',
    'first-parent',
    ['git filter-branch'],
    async (scratch, first) => merge(scratch, `${first}^`),
  ],
  [
    'three commits where any one counts',
    'any',
    ['git commit'],
    async (scratch) => {
      for (const name of ['a', 'b', 'c']) await change(scratch, name);
    },
  ],
  [
    'three commits where the newest counts',
    'tip',
    ['git commit'],
    async (scratch) => {
      for (const name of ['a', 'b', 'c']) await change(scratch, name);
    },
  ],
])('on a stopped line, with %s (fix: %s)', async (_, fix, expected, prepare) => {
  const { scratch } = await withMain(`lines: { main: { refs: [HEAD], fix: ${fix} } }\n`);
  const first = await change(scratch, 'landed');
  await scratch.push(['origin', 'main']);
  await stopLine(scratch);
  await prepare(scratch, first);
  const trees = await scratch.git(['log', '--format=%T', 'main']);
  const { commands, pushed } = await pushAsTold(scratch);
  expect(verbs(commands)).toEqual(expected);
  expect(pushed).toMatchObject({ code: 0 });
  expect(await scratch.git(['log', '--format=%T', 'main'])).toBe(trees);
});

test.each<[string, readonly string[], number]>([
  ['one root', ['git commit'], 1],
  ['a history from its root', ['git rebase'], 2],
])('on a stopped line, with %s', async (_, expected, count) => {
  const scratch = await openScratch();
  await stopLine(scratch);
  for (let at = 0; at < count; at++) await change(scratch, `f${at}`);
  const { commands, pushed } = await pushAsTold(scratch);
  expect(verbs(commands)).toEqual(expected);
  expect(pushed).toMatchObject({ code: 0 });
});

test('on a stopped line, with an empty message that the lint rules let pass', async () => {
  const { scratch } = await withMain('lint: { subject-empty: off }\n');
  await stopLine(scratch);
  writeFileSync(scratch.path('work', 'a'), 'a');
  await scratch.git(['add', 'a']);
  await scratch.git(['commit', '-q', '--allow-empty-message', '-m', '']);
  const { commands, pushed } = await pushAsTold(scratch);
  expect(verbs(commands)).toEqual(['git commit', 'git commit']);
  expect(pushed).toMatchObject({ code: 0 });
});

const LONG = `${'x'.repeat(120)}\n`;

test.each<[string, readonly string[], Prepare]>([
  ['the newest commit', ['git commit'], async (scratch) => change(scratch, 'a', LONG)],
  [
    'a commit below',
    ['git rebase'],
    async (scratch) => {
      await change(scratch, 'a', LONG);
      await change(scratch, 'b');
    },
  ],
  [
    'a merge, and a commit below it',
    ['git rebase'],
    async (scratch, first) => {
      await scratch.git(['checkout', '-q', '-b', 'side', first]);
      await change(scratch, 'a', LONG);
      await scratch.git(['checkout', '-q', 'main']);
      await change(scratch, 'b');
      await scratch.git(['merge', '-q', '--no-ff', '-m', LONG, 'side']);
    },
  ],
  [
    'a fixup',
    ['git rebase'],
    async (scratch) => {
      await change(scratch, 'a');
      await change(scratch, 'a', 'fixup! a\n');
    },
  ],
  [
    'a trailer out of place',
    ['git commit'],
    async (scratch) => change(scratch, 'a', 'a\n\nFixes-Build: 7\n\nb\n'),
  ],
  [
    'a trailer out of place in a divided message',
    ['git log'],
    async (scratch) => change(scratch, 'a', 'a\n\nFixes-Build: 7\n---\nb\n'),
  ],
])('with lint findings on %s', async (_, expected, prepare) => {
  const { scratch, first } = await withMain();
  await prepare(scratch, first);
  const { commands, pushed } = await pushAsTold(scratch);
  expect(verbs(commands)).toEqual(expected);
  expect(pushed).toMatchObject({ code: 0 });
});

test('with lint findings on a root below another commit', async () => {
  const scratch = await openScratch();
  await change(scratch, 'a', LONG);
  await change(scratch, 'b');
  const { pushed } = await pushAsTold(scratch);
  expect(pushed).toMatchObject({ code: 0 });
});

test('with both: the messages first, then the trailer', async () => {
  const { scratch } = await withMain();
  await stopLine(scratch);
  await change(scratch, 'a', LONG);
  await change(scratch, 'b');
  const { commands, pushed } = await pushAsTold(scratch);
  expect(verbs(commands)).toEqual(['git rebase', 'git rebase']);
  expect(pushed).toMatchObject({ code: 0 });
});
