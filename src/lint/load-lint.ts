// Prepares lint rules, and loads no more than they need.
import type { LoadPatterns } from '../rule/pattern.ts';
import { patternCompiler } from '../rule/rule.ts';
import type { RuleSettings } from '../rule/rule.ts';
import { CORE_RULES } from './core-rules.ts';
import { compileLint } from './lint.ts';
import type { Lint } from './lint.ts';

const CORE = new Set(CORE_RULES.map(({ id }) => id));

/** The entry of settings that is no rule of ours, but a commitlint configuration. */
export const COMMITLINT = 'commitlint';

/** Prepares the rules that `settings` name (see compileLint). */
export async function loadLint(settings: RuleSettings, loadPatterns: LoadPatterns): Promise<Lint> {
  const { [COMMITLINT]: commitlint, ...own } = settings;
  const registry = Object.keys(own).every((id) => CORE.has(id))
    ? CORE_RULES
    : (await import('./registry.ts')).LINT_RULES;
  const lint = compileLint(registry, own, await patternCompiler(registry, own, loadPatterns));
  if (commitlint === undefined || commitlint.severity === 'off') return lint;
  const other = (await import('./commitlint-lint.ts')).commitlintLint(commitlint);
  return (message, commit) => [...lint(message, commit), ...other(message, commit)];
}
