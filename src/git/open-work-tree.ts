// A developer's repository as the commands before a push see it.
import type { CommitRange } from '../push/repository.ts';
import type { WorkTree } from '../push/work-tree.ts';
import { parseOid } from '../ref/oid.ts';
import type { Oid } from '../ref/oid.ts';
import { readRefFile } from './branch-files.ts';
import { gitFailure, openGit } from './run-git.ts';
import type { GitPlace } from './run-git.ts';

/** Opens the repository at `gitDir` for its developer. */
export function openWorkTree(gitDir: string, place: GitPlace): WorkTree {
  const git = openGit(gitDir, place);
  const ask = (args: readonly string[], input?: Buffer): Buffer | undefined => {
    const { code, stdout } = git.run(args, input === undefined ? {} : { input });
    return code === 0 ? stdout : undefined;
  };
  const require = (args: readonly string[], input?: Buffer): Buffer => {
    const answer = ask(args, input);
    if (answer === undefined) throw gitFailure(args, 'see whether it runs by hand');
    return answer;
  };
  const parse = (...revisions: readonly string[]): CommitRange | undefined =>
    toRange(ask(['rev-parse', '--revs-only', ...revisions])?.toString('latin1') ?? '');
  return {
    async parseRange(text) {
      // What begins like an option is one.
      if (text.startsWith('-')) return undefined;
      const range = parse(text);
      return range === undefined || range.exclude.length > 0 ? range : parse(`${text}^!`);
    },
    async pushedRange(remote, local, known) {
      if (parseOid(local) === undefined || parseOid(known) === undefined) return undefined;
      const isKnown = ask(['cat-file', '-e', `${known}^{commit}`]) !== undefined;
      return isKnown ? parse(local, `^${known}`) : parse(local, '--not', `--remotes=${remote}`);
    },
    async readRemoteHead() {
      const name = 'refs/remotes/origin/HEAD';
      // As git clone leaves it; where refs are no files, or belong to another work tree, git knows.
      const file = readRefFile(gitDir, name);
      const target = file?.startsWith('ref: ')
        ? Buffer.from(file.slice('ref: '.length), 'latin1')
        : ask(['symbolic-ref', '--quiet', name]);
      return target?.toString('utf8').trim().replace('refs/remotes/origin/', 'refs/heads/');
    },
    async cleanMessage(bytes) {
      return require(['stripspace', '--strip-comments'], bytes);
    },
    newCommit() {
      const read = (name: string): string => require(['var', name]).toString('latin1').trimEnd();
      return {
        get author() {
          return read('GIT_AUTHOR_IDENT');
        },
        get committer() {
          return read('GIT_COMMITTER_IDENT');
        },
        encoding: undefined,
        parents: [''],
      };
    },
  };
}

function toRange(text: string): CommitRange | undefined {
  const lines = text.split('\n').filter((line) => line !== '');
  const read = (line: string): readonly Oid[] => {
    const oid = parseOid(line);
    return oid === undefined ? [] : [oid];
  };
  const tips = lines.filter((line) => !line.startsWith('^')).flatMap(read);
  const exclude = lines.filter((line) => line.startsWith('^')).flatMap((line) => read(line.slice(1)));
  return tips.length === 0 ? undefined : { tips, exclude };
}
