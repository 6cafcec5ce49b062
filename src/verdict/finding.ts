// What a rule has to say about a push. Rules return findings and never throw them: a refusal
// shows all of them at once.
import type { Oid } from '../ref/oid.ts';
import type { RefName } from '../ref/ref-name.ts';

export type Severity = 'warn' | 'error';

/** One thing one rule has to say. Texts are UTF-8 and may hold anything; whoever prints them escapes them. */
export interface Finding {
  /** The rule's id: its file's name, and the word in brackets in a refusal. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** How to mend it: a command or an instruction. */
  readonly fix?: string;
  readonly ref?: RefName;
  readonly commit?: Oid;
  /** The commit's subject, so that the reader knows which one is meant. */
  readonly subject?: string;
}
