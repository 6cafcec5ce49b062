// The contract of a rule on commits: one pure function over one commit, or over all that are new on a ref, in a
// file of its own that is named after its id. What a message says is judged by the lint rules.
import type { Oid } from '../ref/oid.ts';
import type { RefName } from '../ref/ref-name.ts';
import type { CommitHeaders } from '../rule/ident.ts';
import type { Options, OptionValues } from '../rule/option.ts';
import type { Complaint, RuleEntry } from '../rule/rule.ts';
import type { TicketAnswers, TicketQuestion } from './ticket.ts';

/** A commit that is new on a ref. */
export interface PushedCommit {
  readonly oid: Oid;
  readonly subject: string;
  readonly headers: CommitHeaders;
  /** Decodes the whole message: few rules ask for it. */
  readonly message: () => string;
  /** Undefined where git was not asked. */
  readonly signature?: Signature | undefined;
  /** The commit that the message says to revert, where it names one; not in the repository where git was not asked. */
  readonly reverted?: { readonly commit: Oid; readonly exists: boolean } | undefined;
  /** Undefined where no tracker was asked; a ticket that was not looked up is absent. */
  readonly tickets?: TicketAnswers | undefined;
}

/** What git says of a commit's signature (git-log(1), PRETTY FORMATS). */
export interface Signature {
  /** The letter of `%G?`. */
  readonly status: string;
  /** `%GS` and `%GK`; empty where there is none. */
  readonly signer: string;
  readonly key: string;
}

/** All commits that are new on a ref. */
export type PushedRange =
  | {
      readonly kind: 'exact';
      readonly ref: RefName;
      /** How many there are. */
      readonly commits: number;
      /** Those on the first-parent line, newest first. */
      readonly firstParents: readonly RangeCommit[];
    }
  /** The push moves too many refs for each to have a range of its own. */
  | { readonly kind: 'pooled'; readonly ref: RefName };

export interface RangeCommit {
  readonly oid: Oid;
  readonly subject: string;
  readonly parents: readonly Oid[];
}

/** What is known beside the commits. */
export interface CommitPush {
  readonly pusher: string;
  /** Seconds since 1970, UTC, by the server's clock. */
  readonly nowSeconds: number;
}

/** What a rule wants to know of tickets. */
export interface TicketNeeds {
  readonly question: TicketQuestion;
  /** Returns the keys of the tickets that are to be looked up for a commit. */
  readonly keysOf: (commit: PushedCommit) => readonly string[];
}

interface RuleOnEachCommit<O extends Options> extends RuleEntry<O> {
  readonly kind: 'commit';
  /** Set where the rule asks for the signature: git is asked for it only then. */
  readonly needsSignature?: true;
  /** Set where the rule asks whether reverted commits exist. */
  readonly needsReverted?: true;
  /** Says which tickets the rule asks for; undefined for none: a tracker is asked only then. */
  needsTickets?(options: OptionValues<O>): TicketNeeds | undefined;
  /**
   * Returns everything the rule has to say about a commit. Never throws, and takes time linear in the
   * commit's headers: they are a stranger's, and may be as long as a commit may be.
   */
  judge(commit: PushedCommit, options: OptionValues<O>, push: CommitPush): readonly Complaint[];
}

/** A complaint about one commit of the range, or about the range. */
export interface RangeComplaint extends Complaint {
  readonly commit?: RangeCommit;
}

interface RuleOnRange<O extends Options> extends RuleEntry<O> {
  readonly kind: 'range';
  /** Returns what the rule has to say about a range, a handful at most; in linear time, and never throws. */
  judge(range: PushedRange, options: OptionValues<O>): readonly RangeComplaint[];
}

export type CommitRule<O extends Options = Options> = RuleOnEachCommit<O> | RuleOnRange<O>;
