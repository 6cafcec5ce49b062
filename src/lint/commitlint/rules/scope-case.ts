// The letter case of each name in the scope.
import { compileSplit } from '../delimiters.ts';
import { compileCases } from '../kinds/letter-case.ts';
import { quote } from '../quote.ts';
import type { CommitlintRule } from '../rule.ts';

export const scopeCase: CommitlintRule<'scope-cases'> = {
  name: 'scope-case',
  kind: 'scope-cases',
  prepare: (condition, value = []) => {
    const isScoped = typeof value === 'object' && 'cases' in value;
    const split = compileSplit(isScoped ? value.delimiters : []);
    const judge = compileCases(condition, isScoped ? value.cases : value);
    return ({ scope }) => {
      if (!scope) return undefined;
      const problem = judge([...new Set(split(scope))]);
      return problem === undefined ? undefined : `The scope is ${quote(scope)}; ${problem}`;
    };
  },
};
