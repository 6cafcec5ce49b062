// The contract of a lint rule: one pure function over one commit message, in a file of its own that
// is named after its id.
import type { Fix, Severity } from '../verdict/finding.ts';
import type { CommitHeaders } from './ident.ts';
import type { Message } from './message.ts';
import type { Options, OptionValues } from './option.ts';

/** One thing a rule has to say about one message. Texts may hold what was pushed: unescaped. */
export interface Complaint {
  /** Current and desired state, a sentence without its period. */
  readonly message: string;
  readonly fix?: Fix;
}

export interface LintRule<O extends Options = Options> {
  readonly id: string;
  /** One sentence for the documentation. */
  readonly summary: string;
  /** The severity where the admin sets none. */
  readonly severity: Severity | 'off';
  readonly options: O;
  /**
   * Returns everything the rule has to say, at most a handful, in the message's order. Never throws,
   * and takes time linear in the message, whatever its bytes: it runs on text from strangers.
   */
  judge(message: Message, options: OptionValues<O>, commit: CommitHeaders): readonly Complaint[];
}
