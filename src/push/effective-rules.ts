// Which rules hold for one ref: those for all, with those for its lines and for its name laid over them.
import type { LineName } from '../line/line-name.ts';
import type { RefName } from '../ref/ref-name.ts';
import { compileRefPattern } from '../ref/ref-pattern.ts';
import type { RefPattern } from '../ref/ref-pattern.ts';
import { onlyOn, overrideRules, pickSettings } from '../rule/rule.ts';
import type { RuleEntry, RuleSettings } from '../rule/rule.ts';
import { EVALUATE } from '../rule/trial.ts';
import type { GuardStep, Policy, RuleScope } from './policy.ts';

/** Where a ref is: what overlays are chosen by. */
export interface RulePlace {
  readonly target: RefName;
  readonly lines: readonly LineName[];
}

/** Returns the lint rules that are on for a ref; undefined for one that no rule is meant for. */
export function effectiveLint(
  { lint, overlays = [] }: Pick<Policy, 'lint' | 'overlays'>,
  place: RulePlace,
): RuleSettings | undefined {
  const chosen = overlays.filter((overlay) => covers(overlay, place));
  if (chosen.length === 0) return place.lines.length === 0 ? undefined : lint;
  const settings = chosen.reduce((under, overlay) => overrideRules(under, overlay.lint), lint);
  return onlyOn(settings);
}

/** Returns those of a registry's push rules that are on for a ref, and whether on trial; undefined where none is. */
export function effectiveGuard(
  registry: readonly RuleEntry[],
  steps: readonly GuardStep[],
  place: RulePlace,
): RuleSettings | undefined {
  const settings = steps
    .filter(({ scope }) => scope === undefined || covers(scope, place))
    .reduce<RuleSettings>((under, { rules }) => overrideRules(under, rules), {});
  const { [EVALUATE]: evaluate, ...on } = onlyOn(settings);
  const picked = pickSettings(registry, on);
  if (Object.keys(picked).length === 0) return undefined;
  return evaluate === undefined ? picked : { ...picked, [EVALUATE]: evaluate };
}

/** A push may move thousands of refs, and each is held against every scope. */
const compiled = new WeakMap<RuleScope, RefPattern>();

/** Tells whether a scope holds a ref. */
export function covers(scope: RuleScope, { target, lines }: RulePlace): boolean {
  if ('line' in scope) return lines.includes(scope.line);
  let pattern = compiled.get(scope);
  if (pattern === undefined) compiled.set(scope, (pattern = compileRefPattern(scope.refs)));
  return pattern.matches(target);
}
