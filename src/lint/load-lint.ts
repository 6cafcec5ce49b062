// Prepares lint rules, and loads no more than they need.
import type { LoadPatterns } from '../rule/pattern.ts';
import { patternCompiler } from '../rule/rule.ts';
import type { RuleSettings } from '../rule/rule.ts';
import { CORE_RULES } from './core-rules.ts';
import { compileLint } from './lint.ts';
import type { Lint } from './lint.ts';

const CORE = new Set(CORE_RULES.map(({ id }) => id));

/** Prepares the rules that `settings` name (see compileLint). */
export async function loadLint(settings: RuleSettings, loadPatterns: LoadPatterns): Promise<Lint> {
  const registry = Object.keys(settings).every((id) => CORE.has(id))
    ? CORE_RULES
    : (await import('./registry.ts')).LINT_RULES;
  return compileLint(registry, settings, await patternCompiler(registry, settings, loadPatterns));
}
