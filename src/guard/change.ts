// What a commit changed, as values: paths and contents are bytes held as binary strings, one character
// for each byte. Who read them is not known here.
import type { Oid } from '../ref/oid.ts';

export const NO_MODE = '000000';
export const LINK_MODE = '120000';
export const SUBMODULE_MODE = '160000';
export const FOLDER_MODE = '040000';

/** One side of a change that lay in a parent: a file as it was. */
export interface Former {
  readonly mode: string;
  readonly oid: Oid;
}

/** A path at which a commit differs from its parent; a merge, from each of its parents. */
export interface ChangedPath {
  readonly path: string;
  /** As git writes it: `100644`, `120000` for a link, `160000` for a submodule, `000000` once it is deleted. */
  readonly mode: string;
  readonly oid: Oid;
  /** What lay there in each parent that had the path; empty for a path that is new. */
  readonly former: readonly Former[];
}

/** A changed path with what the rules asked to be read of it. */
export interface Change extends ChangedPath {
  /** Absent where nobody asked, and for what is no blob. */
  readonly sizeBytes?: number;
  /** Absent where nobody asked, or where it is longer than the limits, or than who asked, allow. */
  readonly content?: string;
  /** What the parents had there; only where it could be read, like `content`. */
  readonly formerContents?: readonly string[];
}

/** The names in a folder that a commit put something into. */
export interface Folder {
  /** Without a slash at its end; empty for the top. */
  readonly path: string;
  readonly names: readonly string[];
  /** Those that the first parent does not have. */
  readonly added: ReadonlySet<string>;
}

/** All that a commit changed. */
export interface CommitChanges {
  readonly oid: Oid;
  readonly changes: readonly Change[];
  /** Only where a rule asked for them. */
  readonly folders: readonly Folder[];
  /** Files of the commit's tree that rules asked for beside what changed; those that do not exist are absent. */
  readonly files: ReadonlyMap<string, string>;
}

/** What of a path's contents has to be read. */
export interface Reading {
  /** Longer contents are not read at all. */
  readonly mostBytes: number;
  /** Whether what the parents had is needed too. */
  readonly former: boolean;
}

/** What has to be read of changes so that rules can judge them. */
export interface ChangeNeeds {
  readonly sizes: boolean;
  readonly folders: boolean;
  /** Which contents are read; undefined for none. Asked for blobs only, and never for what is deleted. */
  reading(change: ChangedPath): Reading | undefined;
  /** Other files of the same commit that are read, by their paths. */
  files(change: ChangedPath): readonly string[];
}

/** How much is read at most, in all of an update. */
export interface ChangeLimits {
  /** Changed paths, of all commits together. */
  readonly paths: number;
  /** Bytes of one blob that is looked into. */
  readonly blobBytes: number;
  /** Bytes of all contents and listings together. */
  readonly bytes: number;
}

export type ChangesAnswer =
  | { readonly kind: 'read' }
  /** Not all was read, because a limit was reached; what was visited is no base for a "yes". */
  | { readonly kind: 'stopped'; readonly at: 'paths' | 'bytes' }
  /** git cannot read an object: it is missing or broken. */
  | { readonly kind: 'unreadable'; readonly problem: string };

export function isDeleted(change: ChangedPath): boolean {
  return change.mode === NO_MODE;
}

export function isFile(change: ChangedPath): boolean {
  return change.mode.startsWith('100');
}

/** Tells whether the commit brings a content here that no parent had: not for a change of mode alone. */
export function isNewContent(change: ChangedPath): boolean {
  return !isDeleted(change) && !change.former.some(({ oid }) => oid === change.oid);
}
