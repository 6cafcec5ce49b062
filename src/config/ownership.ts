// Who may have written a file that the hook obeys (src/README.md, decision 7). Runs at every push:
// a few calls of lstat(2), nothing else. It looks at the file and the folder it lies in, not
// further up: whoever may replace the repository's folder replaces its hooks as well.
import { existsSync, lstatSync, readlinkSync, statSync, type Stats } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { AndonError } from '../text/andon-error.ts';

/** One reason not to trust a file. */
export interface OwnershipProblem {
  readonly path: string;
  readonly message: string;
  readonly hint: string;
}

/**
 * Returns the user ids that may own configuration: root and the user that runs. Root also trusts
 * the owner of the repository: it is that user's hooks that root is running there.
 */
export function trustedOwners(repositoryDir: string, uid: number): number[] {
  return uid === 0 ? [0, statSync(repositoryDir).uid] : [0, uid];
}

const LONGEST_CHAIN = 40;
const WRITABLE_BY_OTHERS = 0o022;
const STICKY = 0o1000;

/** Returns why a file must not be obeyed, nothing where it is sound or absent. Follows symbolic links. */
export function findOwnershipProblems(file: string, owners: readonly number[]): OwnershipProblem[] {
  const problems: OwnershipProblem[] = [];
  let path = resolve(file);
  for (let hop = 0; hop < LONGEST_CHAIN; hop++) {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined) return problems;
    problems.push(...judgeOwner(path, stat, owners), ...judgeFolder(path, owners));
    if (!stat.isSymbolicLink()) return [...problems, ...judgeFileMode(path, stat)];
    path = resolve(dirname(path), readlinkSync(path));
  }
  return [
    ...problems,
    { path: file, message: `${file} is a chain of symbolic links without end`, hint: `remove ${file}` },
  ];
}

function judgeOwner(path: string, stat: Stats, owners: readonly number[]): OwnershipProblem[] {
  if (owners.includes(stat.uid)) return [];
  const wanted = [...new Set(owners)].map((owner) => (owner === 0 ? 'root' : `user ${owner}`)).join(' or ');
  return [
    {
      path,
      message: `${path} belongs to user ${stat.uid}, expected ${wanted}`,
      hint: `chown root ${path}`,
    },
  ];
}

function judgeFileMode(path: string, stat: Stats): OwnershipProblem[] {
  if ((stat.mode & WRITABLE_BY_OTHERS) === 0) return [];
  return [{ path, message: `${path} can be written by ${othersOf(stat)}`, hint: `chmod go-w ${path}` }];
}

// A file in a folder is only as safe as the folder: whoever may write there can put another file
// in its place. The sticky bit forbids that to all but the owners.
function judgeFolder(path: string, owners: readonly number[]): OwnershipProblem[] {
  const folder = dirname(path);
  const stat = statSync(folder);
  const problems = judgeOwner(folder, stat, owners);
  if ((stat.mode & WRITABLE_BY_OTHERS) === 0 || (stat.mode & STICKY) !== 0) return problems;
  return [
    ...problems,
    {
      path: folder,
      message: `${path} can be replaced: ${othersOf(stat)} may write in ${folder}`,
      hint: adviseOnFolder(folder),
    },
  ];
}

// Git replaces files in the folder of a shared repository on behalf of all its users, which the
// sticky bit would forbid: there the configuration has to move out.
function adviseOnFolder(folder: string): string {
  return existsSync(join(folder, 'HEAD'))
    ? 'keep the configuration in /etc/andon, or elsewhere: andon config apply --config FILE'
    : `chmod +t ${folder}`;
}

function othersOf(stat: Stats): string {
  const readers = [
    (stat.mode & 0o020) === 0 ? [] : ['its group'],
    (stat.mode & 0o002) === 0 ? [] : ['anyone'],
  ];
  return readers.flat().join(' and ');
}

/**
 * Lets files pass that may be obeyed.
 * @throws {AndonError} config-untrusted, with every problem of every file
 */
export function requireOwnership(files: readonly string[], owners: readonly number[]): void {
  const problems = files.flatMap((file) => findOwnershipProblems(file, owners));
  if (problems.length === 0) return;
  const lines = [...new Set(problems.map((problem) => `\n  ${problem.message}`))];
  throw new AndonError('config-untrusted', `Others could change the configuration:${lines.join('')}`, {
    kind: 'config',
    hints: [...new Set(problems.map((problem) => problem.hint))],
  });
}
