// What is wrong with the options of one rule, as a test's table says it.
import { judgeOption } from '../../src/rule/judge-option.ts';
import type { RuleEntry } from '../../src/rule/rule.ts';

export function optionProblems(
  registry: readonly RuleEntry[],
  id: string,
  values: Readonly<Record<string, unknown>>,
): readonly string[] {
  const known = registry.find((rule) => rule.id === id)?.options ?? {};
  return Object.entries(values).flatMap(([name, value]) => {
    const option = Object.hasOwn(known, name) ? known[name] : undefined;
    const problem = option === undefined ? 'is no option' : judgeOption(option, value);
    return problem === undefined ? [] : [`${name} ${problem}`];
  });
}
