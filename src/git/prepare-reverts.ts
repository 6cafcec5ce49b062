// Makes the commits in a work tree that take suspects back, by the developer's own git. All of them or none: what a
// revert cannot take back is for a person, and nothing is pushed.
import type { Reverts, RevertTask } from '../push/reverts.ts';
import { parseOid } from '../ref/oid.ts';
import { AndonError } from '../text/andon-error.ts';
import { openOwnGit } from './own-git.ts';
import type { OwnGitRun, OwnPlace } from './own-git.ts';
import { describeStderr } from './run-git.ts';

/** Opens a work tree to make reverts in. */
export function openReverts(place: OwnPlace): Reverts {
  const git = openOwnGit(place);
  const ask = (args: readonly string[]): OwnGitRun => {
    const run = git(args);
    return { ...run, stdout: run.stdout.trim() };
  };
  const require = (args: readonly string[], problem: string, hint: string): string => {
    const { code, stdout, stderr } = ask(args);
    if (code === 0) return stdout;
    throw new AndonError('revert-impossible', `${problem}: ${describeStderr(stderr) || stdout}`, {
      kind: 'usage',
      hints: [hint],
    });
  };
  return {
    async prepare({ ranges, trailer }: RevertTask) {
      const dirt = require([
        'status',
        '--porcelain',
        '--untracked-files=no',
      ], 'There is no work tree here', 'Go to one: a clone');
      if (dirt !== '')
        throw new AndonError('revert-impossible', 'The work tree has changes that are not committed', {
          kind: 'usage',
          hints: ['Put them aside: git stash'],
        });
      const start = require(['rev-parse', '--verify', 'HEAD'], 'There is no commit here', 'git pull');
      const commits = ranges.flatMap(({ after, upTo }) => {
        const words = after === null ? [upTo] : [upTo, `^${after}`];
        const listed = require([
          'rev-list',
          '--first-parent',
          ...words,
        ], 'The commits are not here', 'git fetch');
        return listed.split('\n').filter((line) => line !== '');
      });
      for (const commit of commits) {
        const parents = ask(['rev-list', '--parents', '-1', commit]).stdout.split(' ').length - 1;
        const mainline = parents > 1 ? ['-m', '1'] : [];
        const reverted = ask(['revert', '--no-edit', ...mainline, commit]);
        const amended =
          reverted.code === 0
            ? ask(['commit', '--amend', '--no-edit', '--no-verify', '--trailer', trailer])
            : reverted;
        if (amended.code === 0) continue;
        ask(['revert', '--abort']);
        ask(['reset', '--quiet', '--keep', start]);
        throw new AndonError(
          'revert-impossible',
          `git cannot revert ${commit}: ${describeStderr(amended.stderr) || amended.stdout}`,
          {
            kind: 'usage',
            hints: [`By hand: git revert ${[...mainline, commit].join(' ')}`, `With the trailer: ${trailer}`],
          },
        );
      }
      const made = ask(['rev-list', `${start}..HEAD`]).stdout.split('\n');
      return made.flatMap((line) => parseOid(line) ?? []);
    },
  };
}
