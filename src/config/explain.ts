// Says which rules hold for a ref, and where each of their values was said: the very steps that compiling
// takes, with the names of the places kept.
import { covers } from '../push/effective-rules.ts';
import type { RulePlace } from '../push/effective-rules.ts';
import type { RuleStep } from './rule-steps.ts';

export interface ExplainedRule {
  readonly rule: string;
  readonly values: readonly { readonly name: string; readonly value: unknown; readonly origin: string }[];
}

/** Explains the rules on messages: those for all are for refs on a line. */
export function explainLint(steps: readonly RuleStep[], place: RulePlace): readonly ExplainedRule[] {
  const isMeant = steps.some(({ scope }) => scope !== undefined && covers(scope, place));
  return place.lines.length > 0 || isMeant ? explainRules(steps, place) : [];
}

/** Explains the rules of a ref, in the order in which they are first named; those that are off are left out. */
export function explainRules(steps: readonly RuleStep[], place: RulePlace): readonly ExplainedRule[] {
  const rules = new Map<string, Map<string, { value: unknown; origin: string }>>();
  const chosen = steps.filter(({ scope }) => scope === undefined || covers(scope, place));
  for (const { origin, rules: overrides } of chosen) {
    for (const [rule, override] of Object.entries(overrides)) {
      const values = rules.get(rule) ?? new Map([['severity', { value: 'error', origin }]]);
      for (const [name, value] of Object.entries(override)) values.set(name, { value, origin });
      rules.set(rule, values);
    }
  }
  return [...rules]
    .filter(([, values]) => values.get('severity')?.value !== 'off')
    .map(([rule, values]) => ({ rule, values: [...values].map(([name, each]) => ({ name, ...each })) }));
}
