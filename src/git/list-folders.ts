// Finds the folders that a commit puts something into, and the names in them.
import { FOLDER_MODE, NO_MODE } from '../guard/change.ts';
import type { ChangedPath, Folder } from '../guard/change.ts';
import { unreadable } from './halt.ts';
import type { ListedCommit } from './list-changes.ts';

/** A folder with new names in it. */
export interface GrownFolder {
  readonly path: string;
  /** Names its tree object; undefined for a folder that is new itself, so that all in it is new. */
  readonly tree: string | undefined;
  readonly added: ReadonlySet<string>;
}

/** Returns the folders that gain a name with a commit, compared with its first parent. */
export function growingFolders({ oid, sinceFirst }: ListedCommit): readonly GrownFolder[] {
  const trees = new Map(
    sinceFirst.filter(({ mode }) => mode === FOLDER_MODE).map((each) => [each.path, each]),
  );
  const folders = new Map<string, Set<string>>();
  for (const { path, mode, former } of sinceFirst) {
    if (mode === NO_MODE || former.length > 0) continue;
    const slash = path.lastIndexOf('/');
    const folder = path.slice(0, Math.max(slash, 0));
    const names = folders.get(folder);
    if (names === undefined) folders.set(folder, new Set([path.slice(slash + 1)]));
    else names.add(path.slice(slash + 1));
  }
  return [...folders].map(([path, added]) => ({ path, tree: treeOf(path, oid, trees.get(path)), added }));
}

function treeOf(path: string, commit: string, tree: ChangedPath | undefined): string | undefined {
  if (path === '') return `${commit}^{tree}`;
  return tree === undefined || tree.former.length === 0 ? undefined : tree.oid;
}

/** Puts the names in a folder together; `tree` is the object that `GrownFolder.tree` names. */
export function toFolder({ path, added }: GrownFolder, tree: string | undefined, oidBytes: number): Folder {
  return { path, added, names: tree === undefined ? [...added] : parseTree(tree, oidBytes) };
}

/** Reads `(<mode> SP <name> NUL <id>)*`, the form of a tree object. */
function parseTree(tree: string, oidBytes: number): readonly string[] {
  const names: string[] = [];
  for (let at = 0; at < tree.length;) {
    const space = tree.indexOf(' ', at);
    const end = tree.indexOf('\0', space);
    if (space === -1 || end === -1) throw unreadable('a tree is not as git writes trees');
    names.push(tree.slice(space + 1, end));
    at = end + 1 + oidBytes;
  }
  return names;
}
