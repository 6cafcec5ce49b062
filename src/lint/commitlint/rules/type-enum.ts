// The types that a message may have.
import { quote, quoteAll } from '../quote.ts';
import type { CommitlintRule } from '../rule.ts';

export const typeEnum: CommitlintRule<'words'> = {
  name: 'type-enum',
  kind: 'words',
  prepare: (condition, types = []) => {
    const known = new Set(types);
    const wanted = `${condition === 'always' ? 'has to' : 'must not'} be one of ${quoteAll(types)}`;
    return ({ type }) => {
      if (!type || known.has(type) === (condition === 'always')) return undefined;
      return `The type is ${quote(type)}; it ${wanted}`;
    };
  },
};
