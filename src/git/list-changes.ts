// Asks git which paths commits change. From trees alone: no content is read, so no attribute, text conversion
// or diff program, of the server or of the push, has a say.
import { FOLDER_MODE, NO_MODE } from '../guard/change.ts';
import type { ChangedPath, Former } from '../guard/change.ts';
import type { CommitParents } from '../push/repository.ts';
import type { Oid } from '../ref/oid.ts';
import { Halt, unreadable } from './halt.ts';
import type { Git } from './run-git.ts';

/** What git says of one commit. */
export interface ListedCommit {
  readonly oid: Oid;
  /** Files, links and submodules that differ from every parent. */
  readonly changes: readonly ChangedPath[];
  /** Everything that differs from the first parent, folders among it; only where folders were asked for. */
  readonly sinceFirst: readonly ChangedPath[];
}

// Two modes, two ids of 64 digits and a path of the usual length; for each further parent, half of it again.
const RECORD_BYTES = 512;

/**
 * Lists the changes of each commit in one process (git-diff-tree(1)). A merge has those paths that none of
 * its parents has so: what one of them has, was judged there. Renames are a deletion and a new path.
 */
export function listChanges(
  git: Git,
  commits: readonly CommitParents[],
  { folders, paths }: { readonly folders: boolean; readonly paths: number },
): readonly ListedCommit[] {
  // A merge is asked for twice where folders matter: two branches may each bring one of two names that collide.
  const lines = commits.flatMap(({ oid, parents }) =>
    folders && parents.length > 1 ? [oid, `${oid} ${parents[0]}`] : [oid],
  );
  const args = ['diff-tree', '--stdin', '-r', '-z', '-c', '--root', '--always', '--raw', '--no-renames'];
  // Where core.bare is false, .gitmodules of the default branch would hide submodules.
  args.push('--ignore-submodules=none', '--no-ext-diff', '--no-textconv', ...(folders ? ['-t'] : []));
  const { code, stdout, stderr, tooLong } = git.run(args, {
    input: `${lines.join('\n')}\n`,
    maxBytes: (paths + lines.length) * RECORD_BYTES,
  });
  if (tooLong) throw new Halt({ kind: 'stopped', at: 'paths' });
  if (code !== 0) throw unreadable(stderr);
  const answers = parseAnswers(stdout.toString('latin1'));
  if (answers.length !== lines.length)
    throw unreadable(`git answered ${answers.length} times for ${lines.length}`);

  let count = 0;
  let at = 0;
  return commits.map(({ oid, parents }) => {
    const own = answers[at++] ?? [];
    const sinceFirst = folders && parents.length > 1 ? (answers[at++] ?? []) : own;
    const changes = folders ? own.filter((change) => !isFolder(change)) : own;
    count += changes.length;
    if (count > paths) throw new Halt({ kind: 'stopped', at: 'paths' });
    return { oid, changes, sinceFirst: folders ? sinceFirst : [] };
  });
}

/** Tells whether a record is about a folder; one that is gone has no mode to go by but its former ones. */
export function isFolder({ mode, former }: ChangedPath): boolean {
  return mode === FOLDER_MODE || (mode === NO_MODE && former.every((before) => before.mode === FOLDER_MODE));
}

/** Takes apart `<commit> NUL (<record> NUL <path> NUL)*`; records begin with a colon for each parent. */
function parseAnswers(text: string): readonly (readonly ChangedPath[])[] {
  const answers: ChangedPath[][] = [];
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\0', at);
    if (text[at] !== ':') {
      answers.push([]);
      at = end + 1;
      continue;
    }
    const pathEnd = text.indexOf('\0', end + 1);
    answers.at(-1)?.push(parseRecord(text.slice(at, end), text.slice(end + 1, pathEnd)));
    at = pathEnd + 1;
  }
  return answers;
}

/** Reads `:<modes> <ids> <status>`: those of each parent, then those of the commit. */
function parseRecord(record: string, path: string): ChangedPath {
  const parents = record.lastIndexOf(':') + 1;
  const words = record.slice(parents).split(' ');
  const former: Former[] = [];
  for (let parent = 0; parent < parents; parent++) {
    const mode = words[parent] ?? NO_MODE;
    if (mode !== NO_MODE) former.push({ mode, oid: words[parents + 1 + parent] as Oid });
  }
  return { path, mode: words[parents] ?? NO_MODE, oid: words[2 * parents + 1] as Oid, former };
}
