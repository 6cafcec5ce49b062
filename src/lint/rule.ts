// The contract of a lint rule: one pure function over one commit message, in a file of its own that
// is named after its id.
import type { CommitHeaders } from '../rule/ident.ts';
import type { Options, OptionValues } from '../rule/option.ts';
import type { Complaint, RuleEntry } from '../rule/rule.ts';
import type { Message } from './message.ts';

export interface LintRule<O extends Options = Options> extends RuleEntry<O> {
  /**
   * Returns everything the rule has to say, at most a handful, in the message's order; without a fix, the
   * message has to be changed by hand. Never throws, and takes time linear in the message, whatever its
   * bytes: it runs on text from strangers.
   */
  judge(message: Message, options: OptionValues<O>, commit: CommitHeaders): readonly Complaint[];
}
