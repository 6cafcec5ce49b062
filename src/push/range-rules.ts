// What the push rules have to say of a range of commits, as reading one asks for it. What it takes to say it is
// loaded where there are rules (load-range-rules.ts).
import type { CommitPush, PushedCommit } from '../guard/commit-rule.ts';
import type { Oid } from '../ref/oid.ts';
import type { RefName } from '../ref/ref-name.ts';
import type { Finding } from '../verdict/finding.ts';
import type { RulePlace } from './effective-rules.ts';
import type { Repository } from './repository.ts';

/** A commit of the range, with what rules may ask for. */
export interface ReadCommit extends PushedCommit {
  readonly parents: readonly Oid[];
  readonly claimsToRevert?: Oid;
  /** Keys and values as text. */
  readonly trailers: readonly { readonly key: string; readonly value: string }[];
}

export interface ReadRange {
  readonly ref: RefName;
  /** `pooled`: the commits of many refs together. */
  readonly kind: 'exact' | 'pooled';
  /** Newest first. */
  readonly commits: readonly ReadCommit[];
  readonly push: CommitPush;
  /** Leaves out the commits that another line took in already: they were judged there. */
  readonly readOwn: () => Promise<readonly ReadCommit[]>;
}

export interface RangeRules {
  judge(range: ReadRange, repository: Repository): Promise<readonly Finding[]>;
}

/** Returns the rules for the commits of a ref; undefined where none is on. */
export type RangeRulesFor = (place: RulePlace) => Promise<RangeRules | undefined>;
