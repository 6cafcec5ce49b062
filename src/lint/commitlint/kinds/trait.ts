// Rules that ask whether a message has something, whatever its value.
import type { CommitlintRule } from '../rule.ts';
import type { ParsedMessage } from '../parse.ts';

interface Trait {
  readonly name: string;
  /** Tells whether the message has it; undefined where the question makes no sense. */
  readonly has: (message: ParsedMessage) => boolean | undefined;
  /** What to say where it is not there and has to be. */
  readonly missing: string;
  /** What to say where it is there and must not be. */
  readonly unwanted: string;
}

/** Makes a rule that asks for a trait ("always") or for its absence ("never"). */
export function defineTrait({ name, has, missing, unwanted }: Trait): CommitlintRule<'none'> {
  return {
    name,
    kind: 'none',
    prepare: (condition) => (message) => {
      const found = has(message);
      if (found === undefined || found === (condition === 'always')) return undefined;
      return found ? unwanted : missing;
    },
  };
}
