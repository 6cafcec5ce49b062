// What may stand between the names of a scope.
import { DEFAULT_DELIMITERS } from '../delimiters.ts';
import { quoteAll } from '../quote.ts';
import type { CommitlintRule } from '../rule.ts';

export const scopeDelimiterStyle: CommitlintRule<'words'> = {
  name: 'scope-delimiter-style',
  kind: 'words',
  prepare: (condition, value = []) => {
    const allowed = value.length > 0 ? value : DEFAULT_DELIMITERS;
    return ({ scope }) => {
      if (!scope) return undefined;
      const found = new Set((scope.match(/[^\w-]+/g) ?? []).map(readDelimiter));
      const others = [...found].filter((delimiter) => !allowed.includes(delimiter));
      if ((others.length === 0) === (condition === 'always')) return undefined;
      return condition === 'always'
        ? `The scope is divided by ${quoteAll(others)}; it may be divided by ${quoteAll(allowed)}`
        : `The scope is divided by nothing but ${quoteAll(allowed)}; it must not be`;
    };
  },
};

/** Blanks around a comma do not count. */
function readDelimiter(text: string): string {
  return text.trim() === ',' ? ',' : text;
}
