// What is asked of a developer's repository, with git's files and without.
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openWorkTree } from '../../src/git/open-work-tree.ts';
import { readHeaders } from '../../src/rule/ident.ts';
import { bareScratch } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';

async function openWork(): Promise<Scratch> {
  const scratch = bareScratch();
  await scratch.git(['init', '-q', '-b', 'main', scratch.work], { cwd: scratch.folder });
  return scratch;
}

const open = (scratch: Scratch, gitDir = join(scratch.work, '.git')): ReturnType<typeof openWorkTree> =>
  openWorkTree(gitDir, { environment: scratch.env, deadlineAt: Infinity, isOwn: true });

it('readRemoteHead() says what git says, from its file or not', async () => {
  const scratch = await openWork();
  expect(await open(scratch).readRemoteHead()).toBeUndefined();
  for (const branch of ['main', 'topic/grün']) {
    await scratch.git(['symbolic-ref', 'refs/remotes/origin/HEAD', `refs/remotes/origin/${branch}`]);
    expect(await open(scratch).readRemoteHead()).toBe(`refs/heads/${branch}`);
  }
  // git takes blanks there that it never writes.
  appendFileSync(join(scratch.work, '.git', 'refs', 'remotes', 'origin', 'HEAD'), '\n');
  expect(await open(scratch).readRemoteHead()).toBe('refs/heads/topic/grün');
  await scratch.commit('first\n');
  const linked = scratch.path('linked');
  await scratch.git(['worktree', 'add', '-q', linked]);
  const gitDir = join(scratch.work, '.git', 'worktrees', 'linked');
  expect(await open(scratch, gitDir).readRemoteHead()).toBe('refs/heads/topic/grün');
});

it('newCommit() asks git for a person when a rule does', async () => {
  const scratch = await openWork();
  const headers = readHeaders(open(scratch).newCommit());
  expect(headers).toMatchObject({
    author: { email: 'author@example.com' },
    committer: { name: 'C O Mitter', time: 1_700_000_000 },
    parents: 1,
  });
  writeFileSync(join(scratch.work, '.git', 'config'), 'this is no configuration\n');
  expect(headers.parents).toBe(1);
  expect(() => headers.author).toThrow('git var failed');
});
