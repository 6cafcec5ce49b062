// A revert that says of what: `git revert` writes it.
import type { LintRule } from '../rule.ts';

const NAMED = /^This reverts commit [0-9a-f]{40}(?:[0-9a-f]{24})?\b/;

export const revertNamesCommit: LintRule = {
  id: 'revert-names-commit',
  summary: 'A commit that says it is a revert names the commit it reverts, in full.',
  severity: 'off',
  options: {},
  judge: ({ subject, lines }) => {
    if (!/^(?:Revert "|revert(?:\([^()]*\))?!?: )/.test(subject) || lines.some((line) => NAMED.test(line)))
      return [];
    return [{ message: 'The subject says revert and no line says "This reverts commit <full id>"' }];
  },
};
