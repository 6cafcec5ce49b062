// The contract of a rule for what a push changes: one pure function over one commit's changes, in a file
// of its own that is named after its id.
import type { Oid } from '../ref/oid.ts';
import type { CommitHeaders } from '../rule/ident.ts';
import type { Options, OptionValues } from '../rule/option.ts';
import type { Complaint, RuleEntry } from '../rule/rule.ts';
import type { Change, ChangeNeeds, CommitChanges } from './change.ts';
import type { AddedLine } from './added-lines.ts';

/** A commit as rules see it. */
export interface ChangedCommit extends CommitChanges {
  readonly headers: CommitHeaders;
  /** Keys and values as text, in the order of the message. */
  readonly trailers: readonly { readonly key: string; readonly value: string }[];
  /**
   * Returns the lines that a change adds, worked out once for all rules; undefined where its content was
   * too long to be looked into.
   */
  readonly addedLines: (change: Change) => readonly AddedLine[] | undefined;
}

/** What all commits of an update bring together. */
export interface Totals {
  /** Sizes of the contents that are new, each counted once; empty where no rule asked for sizes. */
  readonly sizes: ReadonlyMap<Oid, number>;
}

export interface ChangeRule<O extends Options = Options> extends RuleEntry<O> {
  /** Says what has to be read for the rule beside the paths; nothing else is there when it judges. */
  needs?(options: OptionValues<O>): Partial<ChangeNeeds>;
  /**
   * Returns everything the rule has to say of a commit; how many of it are shown is not its concern. Never
   * throws, and takes time linear in what was read, whatever its bytes: it comes from strangers.
   */
  judge?(commit: ChangedCommit, options: OptionValues<O>): readonly Complaint[];
  /** Says what there is to say of all commits together, once all have been judged. */
  judgeAll?(totals: Totals, options: OptionValues<O>): readonly Complaint[];
}
