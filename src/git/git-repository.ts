// The repository as git sees it: ties the commands of this folder to what the use cases ask for.
import type { Repository } from '../push/repository.ts';
import type { Oid } from '../ref/oid.ts';
import { readCommits } from './read-commits.ts';
import type * as ForRules from './read-for-rules.ts';
import { listRefs, readDefaultBranch, readRefs, readUnbornTargets } from './read-refs.ts';
import { gitFailure, openGit } from './run-git.ts';
import type { Git, GitPlace } from './run-git.ts';

/** Opens the repository at `gitDir`. */
export function openRepository(gitDir: string, place: GitPlace): Repository {
  const git = openGit(gitDir, place);
  return {
    readRefs: async (names) => readRefs(git, names),
    listRefs: async (patterns) => listRefs(git, patterns),
    readUnbornTargets: async (names) => readUnbornTargets(git, names),
    readDefaultBranch: async (namespace) => readDefaultBranch(git, namespace),
    readCommits: async (range, limits, visit) => readCommits(git, range, limits, visit),
    async readChanges(commits, reading, visit) {
      const { readChanges } = await forRules();
      return readChanges(git, commits, reading, visit);
    },
    async listCommits({ tips, exclude }, limit) {
      const args = ['rev-list', `--max-count=${limit}`, '--stdin'];
      const { code, stdout, stderr } = git.run(args, {
        input: [...tips, ...exclude.map((oid) => `^${oid}`), ''].join('\n'),
      });
      if (code !== 0) throw gitFailure(args, stderr);
      return new Set(stdout.toString('latin1').split('\n').filter(Boolean) as Oid[]);
    },
    async undoes(revert, reverted) {
      const undoing = treeChange(git, `${revert}^`, revert);
      const done = treeChange(git, reverted, `${reverted}^`);
      return undoing !== undefined && undoing !== '' && undoing === done;
    },
    listExisting: async (oids) => (await forRules()).listExisting(git, oids),
    readTags: async (oids) => (await forRules()).readTags(git, oids),
    readSignatures: async (oids) => (await forRules()).readSignatures(git, oids),
    async readBlob(oid, maxBytes) {
      const { code, stdout, tooLong } = git.run(['cat-file', 'blob', oid], { maxBytes });
      return code === 0 && !tooLong ? stdout : undefined;
    },
    async isAncestor(ancestor, descendant) {
      const args = ['merge-base', '--is-ancestor', ancestor, descendant];
      const { code, stderr } = git.run(args);
      if (code > 1) throw gitFailure(args, stderr);
      return code === 0;
    },
  };
}

/** What only push rules ask for: most pushes load none of it. */
async function forRules(): Promise<typeof ForRules> {
  return import('./read-for-rules.ts');
}

/** Returns paths, modes and blob ids that differ between two trees; undefined when one does not exist. */
function treeChange(git: Git, from: string, to: string): string | undefined {
  const { code, stdout } = git.run(['diff-tree', '-r', '-z', '--no-renames', '--end-of-options', from, to]);
  return code === 0 ? stdout.toString('latin1') : undefined;
}
