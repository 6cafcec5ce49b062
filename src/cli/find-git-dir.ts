// Finds the repository that a command is about, as git does, and says why where there is none to work with.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isShim } from '../install/is-shim.ts';
import type { ProcessFacts } from '../suite.ts';
import { AndonError, systemCodeOf } from '../text/andon-error.ts';
import { becomeOwner } from './become-owner.ts';

interface Facts {
  readonly facts: Pick<ProcessFacts, 'env'>;
}

/**
 * Finds the git directory of a repository that people push to; root goes on as its owner. A work tree is none unless
 * andon was installed there on purpose: a store in a clone knows no stop of the server, and says that the line runs.
 * @throws {AndonError} `repository-missing`
 */
export function findGitDir(repo: string | undefined, context: Facts): string {
  const { folder, gitDir, isBare, hooks } = askGit(repo, context);
  if (isBare || isInstalled(hooks)) return gitDir;
  throw new AndonError('repository-missing', `"${folder}" is a work tree, and andon is not installed in it`, {
    kind: 'usage',
    hints: [
      'Name the repository of the server: --repo DIR, or ANDON_REPO=DIR',
      'What the server would say to a push, asked from a clone: andon check',
    ],
  });
}

/**
 * Finds the git directory of any repository; root goes on as its owner.
 * @throws {AndonError} `repository-missing`
 */
export function findAnyGitDir(repo: string | undefined, context: Facts): string {
  return askGit(repo, context).gitDir;
}

interface Found {
  readonly folder: string;
  readonly gitDir: string;
  readonly isBare: boolean;
  /** The folder of its hooks. */
  readonly hooks: string;
}

function askGit(repo: string | undefined, { facts }: Facts): Found {
  const folder = resolve(repo ?? facts.env['ANDON_REPO'] ?? '.');
  becomeOwner(folder);
  const { PATH, HOME } = facts.env;
  const questions = ['--is-bare-repository', '--absolute-git-dir', '--git-path', 'hooks'];
  const git = spawnSync('git', ['rev-parse', ...questions], {
    cwd: folder,
    env: { PATH, HOME, LC_ALL: 'C' },
    encoding: 'utf8',
  });
  if (git.status !== 0) throw unusable(folder, git.stderr ?? String(git.error));
  const [isBare, ...paths] = git.stdout.trimEnd().split('\n');
  const hooks = resolve(folder, paths.pop() ?? '');
  return { folder, gitDir: paths.join('\n'), isBare: isBare === 'true', hooks };
}

/** By its hook: a store may have been left behind. */
function isInstalled(hooks: string): boolean {
  try {
    return isShim(readFileSync(join(hooks, 'pre-receive'), 'utf8'));
  } catch (error) {
    if (systemCodeOf(error) === undefined) throw error;
    return false;
  }
}

function unusable(folder: string, problem: string): AndonError {
  // git's own advice is to trust the repository, and what is written there could then not be read by its hooks.
  const foreign = /detected dubious ownership in repository at '(?<path>[^\n]+)'/.exec(problem)?.groups;
  const owner = foreign === undefined ? undefined : readOwner(foreign['path'] ?? folder);
  return owner === undefined
    ? new AndonError('repository-missing', `"${folder}" is not a git repository: ${problem.trim()}`, {
        kind: 'usage',
        hints: ['Name it: --repo DIR, or ANDON_REPO=DIR'],
      })
    : new AndonError(
        'repository-missing',
        `"${folder}" belongs to ${owner}, and git works for nobody else there`,
        {
          kind: 'usage',
          hints: [`As its owner: sudo -u ${owner} andon ... --repo ${folder}`],
        },
      );
}

/** The owner's name, as sudo takes it; Node knows that of its own user only. */
function readOwner(path: string): string {
  const { uid } = statSync(path);
  const { status, stdout } = spawnSync('id', ['-nu', String(uid)], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : `'#${uid}'`;
}
