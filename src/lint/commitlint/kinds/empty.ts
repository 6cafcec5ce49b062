// Rules that ask whether a part of the message is there.
import type { CommitlintRule, Part } from '../rule.ts';

/** Makes the rule `<part>-empty`. */
export function defineEmpty(part: Part): CommitlintRule<'none'> {
  return {
    name: `${part}-empty`,
    kind: 'none',
    prepare: (condition) => (message) => {
      const isEmpty = !message[part];
      if (isEmpty === (condition === 'always')) return undefined;
      return isEmpty
        ? `The ${part} is empty; it has to say something`
        : `The ${part} holds text; it has to be empty`;
    },
  };
}
