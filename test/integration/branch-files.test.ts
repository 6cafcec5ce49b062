// Reading branches from their files agrees with git, and leaves to git whatever is not plain.
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBranchFiles, refPath } from '../../src/git/branch-files.ts';
import { openRepository } from '../../src/git/git-repository.ts';
import type { RefName } from '../../src/ref/ref-name.ts';
import { bareScratch } from '../support/scratch.ts';

interface Repository {
  readonly gitDir: string;
  readonly git: (...args: string[]) => Promise<string>;
  readonly tip: string;
}

async function openRefs(folder = 'refs.git'): Promise<Repository> {
  const { path, git: run, env } = bareScratch();
  const gitDir = path(folder);
  await run(['init', '-q', '--bare', '-b', 'main', gitDir], { cwd: path() });
  const git = async (...args: string[]): Promise<string> =>
    (await run(args, { cwd: gitDir, env: { ...env, GIT_DIR: gitDir } })).trim();
  const tree = await git('mktree');
  const tip = await git('commit-tree', '-m', 'one', tree);
  const next = await git('commit-tree', '-m', 'two', '-p', tip, tree);
  await git('update-ref', 'refs/heads/main', tip);
  await git('update-ref', 'refs/heads/next', next);
  return { gitDir, git, tip };
}

const names = (...list: string[]): RefName[] => list.map((name) => `refs/heads/${name}` as RefName);

/** Asks the files, and holds the answer against git's where there is one. */
async function ask({ gitDir }: Repository, ...list: string[]): Promise<'answered' | 'for git'> {
  const answer = readBranchFiles(gitDir, names(...list));
  if (answer === undefined) return 'for git';
  const git = openRepository(gitDir, { environment: process.env, deadlineAt: Infinity });
  const all = await git.listRefs(['refs/heads/**']);
  expect([...answer]).toEqual(names(...list).map((name) => [name, all.get(name)]));
  return 'answered';
}

describe('readBranchFiles()', () => {
  it('agrees with git on branches that have files', async () => {
    const repository = await openRefs();
    expect(await ask(repository, 'main')).toBe('answered');
    expect(await ask(repository, 'next', 'main')).toBe('answered');
  });
  it('agrees with git where a file outranks a packed ref', async () => {
    const repository = await openRefs('über.git');
    await repository.git('pack-refs', '--all');
    await repository.git('update-ref', 'refs/heads/main', 'refs/heads/next');
    expect(await ask(repository, 'main')).toBe('answered');
    expect(await ask(repository, 'next')).toBe('for git');
  });
  it('agrees with git on a name that is not UTF-8', async () => {
    const repository = await openRefs();
    const file = refPath(repository.gitDir, 'refs/heads/\xff\xe4');
    writeFileSync(file, `${repository.tip}\n`);
    expect(await ask(repository, '\xff\xe4')).toBe('answered');
  });
  it.each<[string, (repository: Repository) => Promise<unknown>]>([
    ['a packed branch', async ({ git }) => git('pack-refs', '--all')],
    ['a symbolic ref', async ({ git }) => git('symbolic-ref', 'refs/heads/main', 'refs/heads/next')],
    [
      'a link to another branch',
      // For git it names refs/heads/next; for the file system it leads to another file.
      async ({ gitDir, git, tip }) => {
        await git('update-ref', 'refs/heads/refs/heads/next', tip);
        renameSync(join(gitDir, 'refs/heads/main'), join(gitDir, 'refs/heads/moved'));
        symlinkSync('refs/heads/next', join(gitDir, 'refs/heads/main'));
      },
    ],
    ['a branch that does not exist', async ({ git }) => git('update-ref', '-d', 'refs/heads/main')],
    ['a detached HEAD', async ({ git, tip }) => git('update-ref', '--no-deref', 'HEAD', tip)],
    [
      'a HEAD that leads through a symbolic ref',
      async ({ git }) => {
        await git('symbolic-ref', 'refs/heads/alias', 'refs/heads/main');
        await git('symbolic-ref', 'HEAD', 'refs/heads/alias');
      },
    ],
    ['a HEAD without a branch', async ({ git }) => git('symbolic-ref', 'HEAD', 'refs/heads/unborn')],
    [
      // What git writes there when refs are no files (git-init(1), --ref-format=reftable).
      'a HEAD that is a stub',
      async ({ gitDir }) => writeFileSync(join(gitDir, 'HEAD'), 'ref: refs/heads/.invalid\n'),
    ],
    ['half a file', async ({ gitDir }) => truncate(join(gitDir, 'refs/heads/main'))],
    [
      'a folder',
      async ({ gitDir, git }) => {
        await git('update-ref', '-d', 'refs/heads/main');
        mkdirSync(join(gitDir, 'refs/heads/main'));
      },
    ],
  ])('leaves %s to git', async (_, change) => {
    const repository = await openRefs();
    await change(repository);
    expect(await ask(repository, 'main')).toBe('for git');
  });
  it('leaves tags to git, which may have to be peeled', async () => {
    const repository = await openRefs();
    await repository.git('tag', '-a', '-m', 'v1', 'v1', 'refs/heads/main');
    expect(readBranchFiles(repository.gitDir, ['refs/tags/v1' as RefName])).toBeUndefined();
  });
  it('leaves many branches to git', async () => {
    const repository = await openRefs();
    expect(await ask(repository, 'main', 'next', 'main', 'next', 'main')).toBe('for git');
  });
});

function truncate(path: string): void {
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, 20));
}
