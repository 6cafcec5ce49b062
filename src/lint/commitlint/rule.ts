// The contract of one of commitlint's rules: a pure function over a parsed message, prepared once for its
// condition and value. Each stands in a file of its own that is named after it.
import type { ParsedMessage } from './parse.ts';
import type { RuleValues, ValueKind } from './value.ts';

/** "always" asks for what the rule is named after, "never" for its absence; lengths are the same with both. */
export type Condition = 'always' | 'never';

/**
 * Returns what is wrong with a message, a sentence without its period, or undefined. Texts may hold what was
 * pushed: unescaped. Never throws, and takes time linear in the message.
 */
export type Judge = (message: ParsedMessage) => string | undefined;

export interface CommitlintRule<K extends ValueKind = ValueKind> {
  /** commitlint's name for it. */
  readonly name: string;
  readonly kind: K;
  /** Prepares the rule; a value that is not given is what commitlint takes then. */
  prepare(condition: Condition, value: RuleValues[K] | undefined): Judge;
}

/** The parts of a message that rules are named after. */
export type Part = 'header' | 'type' | 'scope' | 'subject' | 'body' | 'footer';
