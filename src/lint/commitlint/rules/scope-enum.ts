// The names that a scope may have, one or several of them.
import { compileSplit } from '../delimiters.ts';
import { quote, quoteAll } from '../quote.ts';
import type { CommitlintRule } from '../rule.ts';

export const scopeEnum: CommitlintRule<'scopes'> = {
  name: 'scope-enum',
  kind: 'scopes',
  prepare: (condition, value = []) => {
    const { scopes, delimiters } = 'scopes' in value ? value : { scopes: value, delimiters: [] };
    const split = compileSplit(delimiters);
    const known = new Set(scopes);
    const wanted = `${condition === 'always' ? 'has to' : 'must not'} be one of ${quoteAll(scopes)}`;
    return ({ scope }) => {
      if (!scope || known.size === 0) return undefined;
      const names = split(scope);
      // A name that is known may hold a delimiter itself.
      const fits =
        condition === 'always'
          ? known.has(scope) || names.every((name) => known.has(name))
          : !known.has(scope) && !names.some((name) => known.has(name));
      return fits ? undefined : `The scope is ${quote(scope)}; it ${wanted}`;
    };
  },
};
