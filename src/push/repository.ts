// What the use cases ask of a git repository. Answers come from git itself, never from the client.
import type { ChangeLimits, ChangeNeeds, ChangesAnswer, CommitChanges } from '../guard/change.ts';
import type { Oid } from '../ref/oid.ts';
import type { RefName } from '../ref/ref-name.ts';

export interface RefValue {
  readonly oid: Oid;
  /** The object below an annotated tag. */
  readonly peeled?: Oid;
  /** The ref that a symbolic ref stands for. */
  readonly target?: RefName;
  /** Whether it is the repository's default branch. */
  readonly isHead: boolean;
}

/** Commits reachable from one of `tips` and from none of `exclude`. */
export interface CommitRange {
  readonly tips: readonly Oid[];
  readonly exclude: readonly Oid[];
  /** Whether only the tips themselves are asked for. */
  readonly noWalk?: true;
}

export interface CommitLimits {
  readonly commits: number;
  readonly commitBytes: number;
}

/** A commit as it lies in the repository, or why its bytes were not read. */
export type RawCommit =
  | { readonly kind: 'raw'; readonly oid: Oid; readonly data: Buffer }
  | { readonly kind: 'too-large'; readonly oid: Oid; readonly sizeBytes: number };

export type RangeAnswer =
  | { readonly kind: 'read' }
  | { readonly kind: 'too-many' }
  /** git cannot walk the range: an object is missing or broken. */
  | { readonly kind: 'unreadable'; readonly problem: string };

/** What git says of a commit's signature; signer and key are empty where there is none. */
export interface CommitSignature {
  readonly status: string;
  readonly signer: string;
  readonly key: string;
}

/** What a tag ref points to: a tag object or something bare, with a signature, whosoever it is. */
export interface TagObject {
  readonly annotated: boolean;
  readonly signed: boolean;
}

/** A commit, and the parents that it names. */
export interface CommitParents {
  readonly oid: Oid;
  readonly parents: readonly Oid[];
}

export interface Repository {
  /** Reads refs by their full names; names that do not exist are absent. */
  readRefs(names: readonly RefName[]): Promise<ReadonlyMap<RefName, RefValue>>;
  /** Reads all refs that could match one of the patterns of ref-pattern.ts (more may come back). */
  listRefs(patterns: readonly string[]): Promise<ReadonlyMap<RefName, RefValue>>;
  /** Finds, among names that do not exist, symbolic refs whose target does not exist either: a push creates that target. */
  readUnbornTargets(names: readonly RefName[]): Promise<ReadonlyMap<RefName, RefName>>;
  /** Returns the ref that HEAD stands for, born or not; undefined when detached. `namespace` is a ref prefix. */
  readDefaultBranch(namespace: string): Promise<RefName | undefined>;
  /** Walks a range newest first and reads each commit, in that order. */
  readCommits(
    range: CommitRange,
    limits: CommitLimits,
    visit: (commit: RawCommit) => void,
  ): Promise<RangeAnswer>;
  /**
   * Reads what each of these commits changes, in their order: the content at a path that none of its parents
   * has there. Every commit by itself, and not the update as one: a secret that a later commit of the push
   * takes out again stays in the history. Reads nothing that `needs` does not ask for. Answers `stopped` when
   * a limit is reached, and then some commits may have been visited and others not.
   */
  readChanges(
    commits: readonly CommitParents[],
    reading: { readonly needs: ChangeNeeds; readonly limits: ChangeLimits },
    visit: (changes: CommitChanges) => void,
  ): Promise<ChangesAnswer>;
  /** Lists the ids of a range. */
  listCommits(range: CommitRange, limit: number): Promise<ReadonlySet<Oid>>;
  /** Returns those of some ids that are commits of the repository. */
  listExisting(oids: readonly Oid[]): Promise<ReadonlySet<Oid>>;
  /** Tells which objects are tags; those that cannot be read are absent. */
  readTags(oids: readonly Oid[]): Promise<ReadonlyMap<Oid, TagObject>>;
  /** Has git verify the signatures of commits (git-log(1), `%G?`, `%GS`, `%GK`). */
  readSignatures(oids: readonly Oid[]): Promise<ReadonlyMap<Oid, CommitSignature>>;
  /** Reads a blob; undefined where it is larger, or is none. */
  readBlob(oid: Oid, maxBytes: number): Promise<Buffer | undefined>;
  /** Tells whether `revert` undoes `reverted` exactly: same paths, same contents, the other way round. */
  undoes(revert: Oid, reverted: Oid): Promise<boolean>;
  isAncestor(ancestor: Oid, descendant: Oid): Promise<boolean>;
}
