// What the gate knows of one ref update on a line: plain facts, gathered before anything is judged.
import type { Movement } from '../ref/movement.ts';
import type { Oid } from '../ref/oid.ts';
import type { RefName } from '../ref/ref-name.ts';
import type { LineName } from './line-name.ts';

export interface TrueRevert {
  readonly commit: Oid;
  /** Those last good revisions of open stops that the reverted commit came after. */
  readonly landedAfter: readonly Oid[];
}

export interface CommitFacts {
  readonly oid: Oid;
  readonly parents: readonly Oid[];
  readonly subject: string;
  /** A line of its message is `---`, below which git-interpret-trailers(1) sees a patch and no message. */
  readonly divided: boolean;
  /** Values of its `Fixes-Build` trailers. */
  readonly fixes: readonly string[];
  /** Values of its `Andon-Override` trailers. */
  readonly overrides: readonly string[];
  /** Set for a true revert: checked against the trees, not taken from the message. */
  readonly reverts?: TrueRevert;
}

export interface GuardedUpdate {
  readonly ref: RefName;
  readonly lines: readonly LineName[];
  readonly movement: Movement;
  readonly old: Oid | undefined;
  readonly new: Oid | undefined;
  /** Commits new on this ref, newest first. */
  readonly commits: readonly CommitFacts[];
  /** `pooled`: the push moves too many refs for each to have its own exact range (see read-commits.ts). */
  readonly range: 'exact' | 'pooled';
}

/** Returns the commits of an update that lie on its first-parent line, newest first. */
export function firstParentCommits<C extends Pick<CommitFacts, 'oid' | 'parents'>>(update: {
  readonly commits: readonly C[];
}): readonly C[] {
  const byOid = new Map(update.commits.map((commit) => [commit.oid, commit]));
  const chain: C[] = [];
  // The newest commit is where the ref points once a tag is peeled.
  let next = update.commits[0];
  while (next !== undefined) {
    chain.push(next);
    byOid.delete(next.oid);
    const parent = next.parents[0];
    next = parent === undefined ? undefined : byOid.get(parent);
  }
  return chain;
}
