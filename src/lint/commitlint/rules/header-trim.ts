// No white space at either end of the header; "never" asks for the same.
import type { CommitlintRule } from '../rule.ts';

export const headerTrim: CommitlintRule<'none'> = {
  name: 'header-trim',
  kind: 'none',
  prepare:
    () =>
    ({ header }) => {
      if (!header || header === header.trim()) return undefined;
      const ends = [header !== header.trimStart() && 'begins', header !== header.trimEnd() && 'ends'];
      return `The header ${ends.filter(Boolean).join(' and ')} with white space; it must not`;
    },
};
