// Rules about letter case: several cases are alternatives.
import { compileCase, withoutQuotations } from '../letter-case.ts';
import { quote } from '../quote.ts';
import type { CommitlintRule, Condition, Part } from '../rule.ts';
import type { CaseCheck } from '../value.ts';

/** Makes the rule `<part>-case`; it looks at texts that begin as `starts` says, where it says so. */
export function defineCase(part: Part, starts?: RegExp): CommitlintRule<'cases'> {
  return {
    name: `${part}-case`,
    kind: 'cases',
    prepare: (condition, value) => {
      const judge = compileCases(condition, value);
      return (message) => {
        const text = message[part];
        if (!text || starts?.test(text) === false) return undefined;
        const problem = judge([text]);
        return problem === undefined ? undefined : `The ${part} is ${quote(text)}; ${problem}`;
      };
    },
  };
}

/** Prepares a judgement of texts that have to be in one and the same of the cases, or in none of them. */
export function compileCases(
  condition: Condition,
  value: CaseCheck | readonly CaseCheck[] = [],
): (texts: readonly string[]) => string | undefined {
  const checks = [value].flat().map(readCheck);
  const all = checks.map(({ words }) => words).join(' or ') || 'in no case at all';
  return (texts) => {
    const plain = texts.map(withoutQuotations);
    const isMet = ({ isInCase, negated }: Check) => plain.every(isInCase) !== negated;
    if (checks.some(isMet) === (condition === 'always')) return undefined;
    if (condition === 'always') return `it has to be ${all}`;
    const met = checks.filter(isMet).map(({ words }) => words);
    return `it must not be ${met.join(' or ')}`;
  };
}

interface Check {
  readonly isInCase: (text: string) => boolean;
  readonly negated: boolean;
  readonly words: string;
}

function readCheck(check: CaseCheck): Check {
  const letterCase = typeof check === 'string' ? check : check.case;
  const negated = typeof check !== 'string' && check.when === 'never';
  return {
    isInCase: compileCase(letterCase),
    negated,
    words: `${negated ? 'other than' : 'in'} ${letterCase}`,
  };
}
