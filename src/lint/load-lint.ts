// Prepares lint rules, and loads no more than they need.
import type { LoadPatterns } from '../rule/pattern.ts';
import { patternCompiler } from '../rule/rule.ts';
import type { RuleSettings } from '../rule/rule.ts';
import { CORE_RULES } from './core-rules.ts';
import { IGNORE, ignoring } from './ignore.ts';
import { compileLint } from './lint.ts';
import type { Lint } from './lint.ts';

const CORE = new Set(CORE_RULES.map(({ id }) => id));

/** The entry of settings that is no rule of ours, but a commitlint configuration. */
export const COMMITLINT = 'commitlint';

/** The entry of settings that puts all others on trial. */
export const EVALUATE = 'evaluate';

/** What preparing lint takes beside its settings. */
export interface LintTools {
  readonly loadPatterns: LoadPatterns;
  /** Who pushes; undefined before a push. */
  readonly pusher: string | undefined;
}

/** Prepares the rules that `settings` name (see compileLint), with what stands beside them. */
export async function loadLint(
  { [COMMITLINT]: commitlint, [IGNORE.id]: ignore, [EVALUATE]: evaluate, ...own }: RuleSettings,
  { loadPatterns, pusher }: LintTools,
): Promise<Lint> {
  const registry = Object.keys(own).every((id) => CORE.has(id))
    ? CORE_RULES
    : (await import('./registry.ts')).LINT_RULES;
  let lint = compileLint(registry, own, await patternCompiler(registry, own, loadPatterns));
  if (isOn(commitlint)) lint = both(lint, (await import('./commitlint-lint.ts')).commitlintLint(commitlint));
  if (isOn(ignore)) lint = ignoring(lint, ignore, pusher);
  return isOn(evaluate) ? onTrial(lint) : lint;
}

function isOn(setting: RuleSettings[string] | undefined): setting is RuleSettings[string] {
  return setting !== undefined && setting.severity !== 'off';
}

function onTrial(lint: Lint): Lint {
  return (message, commit) =>
    lint(message, commit).flatMap((finding) =>
      finding.severity === 'error' ? [{ ...finding, severity: 'evaluated' as const }] : [],
    );
}

function both(one: Lint, other: Lint): Lint {
  return (message, commit) => [...one(message, commit), ...other(message, commit)];
}
