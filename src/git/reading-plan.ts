// Says what of each commit has to be read: names of objects first, then those whose contents are wanted.
import { NO_MODE, SUBMODULE_MODE } from '../guard/change.ts';
import type { ChangedPath, ChangeLimits, ChangeNeeds, Reading } from '../guard/change.ts';
import type { Oid } from '../ref/oid.ts';
import { Halt, unreadable } from './halt.ts';
import type { ListedCommit } from './list-changes.ts';
import { growingFolders } from './list-folders.ts';
import type { GrownFolder } from './list-folders.ts';
import type { ObjectShelf } from './object-shelf.ts';
import type { ObjectFacts } from './read-objects.ts';

/** What has to be read for one commit. */
export interface Plan {
  readonly oid: Oid;
  readonly changes: readonly { readonly change: ChangedPath; readonly reading: Reading | undefined }[];
  readonly folders: readonly GrownFolder[];
  readonly files: readonly string[];
}

/** Asks the rules what they need of a commit. */
export function planReading(commit: ListedCommit, needs: ChangeNeeds): Plan {
  const { oid, changes } = commit;
  return {
    oid,
    changes: changes.map((change) => ({
      change,
      reading: isBlob(change.mode) ? needs.reading(change) : undefined,
    })),
    folders: needs.folders ? growingFolders(commit) : [],
    files: [...new Set(changes.flatMap((change) => needs.files(change)))],
  };
}

/** Tells whether a mode is that of a file or a link: a submodule has no object here. */
export function isBlob(mode: string): boolean {
  return mode !== NO_MODE && mode !== SUBMODULE_MODE;
}

/** Returns what the parents had at a path. */
export function formerBlobs({ former }: ChangedPath): readonly Oid[] {
  return former.filter(({ mode }) => isBlob(mode)).map(({ oid }) => oid);
}

/** Returns the names of all objects that a plan asks about. */
export function namesOf({ oid, changes, folders, files }: Plan, needs: ChangeNeeds): readonly string[] {
  return [
    ...changes.flatMap(({ change, reading }) => [
      ...(reading !== undefined || (needs.sizes && isBlob(change.mode)) ? [change.oid] : []),
      ...(reading?.former === true ? formerBlobs(change) : []),
    ]),
    ...folders.flatMap(({ tree }) => tree ?? []),
    ...files.map((path) => `${oid}:${path}`),
  ];
}

/** Returns the objects whose contents a commit needs, and that are short enough. */
export function wantedBy(
  { oid, changes, folders, files }: Plan,
  shelf: ObjectShelf,
  limits: ChangeLimits,
): readonly ObjectFacts[] {
  const contents = changes.flatMap(({ change, reading }) => {
    if (reading === undefined) return [];
    const facts = requireFacts(shelf, change.oid);
    if (facts.sizeBytes > Math.min(reading.mostBytes, limits.blobBytes)) return [];
    const former = reading.former ? formerBlobs(change).map((each) => requireFacts(shelf, each)) : [];
    return [facts, ...former.filter(({ sizeBytes }) => sizeBytes <= limits.blobBytes)];
  });
  const beside = files.flatMap((path) => fileFacts(shelf, oid, path) ?? []);
  // To leave out a file that a rule judges by would be an answer, and the wrong one.
  if (beside.some(({ sizeBytes }) => sizeBytes > limits.blobBytes))
    throw new Halt({ kind: 'stopped', at: 'bytes' });
  return [
    ...contents,
    ...beside,
    ...folders.flatMap(({ tree }) => (tree === undefined ? [] : requireFacts(shelf, tree))),
  ];
}

/** @throws {Halt} where there is no such object */
export function requireFacts(shelf: ObjectShelf, name: string): ObjectFacts {
  const facts = shelf.factsOf(name);
  if (facts === undefined) throw unreadable(`missing object ${name}`);
  return facts;
}

/** Looks for a file in the tree of a commit. */
export function fileFacts(shelf: ObjectShelf, commit: Oid, path: string): ObjectFacts | undefined {
  const facts = shelf.factsOf(`${commit}:${path}`);
  return facts?.type === 'blob' ? facts : undefined;
}
