// What a rule has to say about a push. Rules return findings and never throw them: a refusal
// shows all of them at once.
import type { Oid } from '../ref/oid.ts';
import type { RefName } from '../ref/ref-name.ts';

export type Severity = 'warn' | 'error';

/** `evaluated`: would be an error, were its rules not on trial; it is on record and shown to nobody. */
export type FindingSeverity = Severity | 'evaluated';

/**
 * How to mend what was found. What has to change in a commit is data and no command: which command
 * changes it depends on where in the push the commit stands, and a rule that looks at one commit cannot know.
 */
export type Fix =
  | { readonly kind: 'advice'; readonly text: string }
  /** The message has to be changed by hand. */
  | { readonly kind: 'reword' }
  /** The message lacks this trailer: `Key: value`, as text that may come from a stranger. */
  | { readonly kind: 'trailer'; readonly trailer: string }
  /** The commit has to go into the one that it mends. */
  | { readonly kind: 'squash' };

/** One thing one rule has to say. Texts are UTF-8 and may hold anything; whoever prints them escapes them. */
export interface Finding {
  /** The rule's id: its file's name, and the word in brackets in a refusal. */
  readonly rule: string;
  readonly severity: FindingSeverity;
  readonly message: string;
  readonly fix?: Fix;
  readonly ref?: RefName;
  readonly commit?: Oid;
  /** The commit's subject, so that the reader knows which one is meant. */
  readonly subject?: string;
  /** The finding is void where the commit is a true revert of this one, which is still to be seen. */
  readonly unlessReverts?: Oid;
}
