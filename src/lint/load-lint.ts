// Prepares lint rules, and loads no more than they need.
import type { LoadPatterns } from '../rule/pattern.ts';
import { patternCompiler } from '../rule/rule.ts';
import type { RuleSettings } from '../rule/rule.ts';
import { splitTrial } from '../rule/trial.ts';
import { CORE_RULES } from './core-rules.ts';
import { IGNORE, ignoring } from './ignore.ts';
import { compileLint } from './lint.ts';
import type { Lint } from './lint.ts';

const CORE = new Set(CORE_RULES.map(({ id }) => id));

/** The entry of settings that is no rule of ours, but a commitlint configuration. */
export const COMMITLINT = 'commitlint';

/** What preparing lint takes beside its settings. */
export interface LintTools {
  readonly loadPatterns: LoadPatterns;
  /** Who pushes; undefined before a push. */
  readonly pusher: string | undefined;
}

/** Prepares the rules that `settings` name (see compileLint), with what stands beside them. */
export async function loadLint(settings: RuleSettings, { loadPatterns, pusher }: LintTools): Promise<Lint> {
  const { rules, weigh } = splitTrial(settings);
  const { [COMMITLINT]: commitlint, [IGNORE.id]: ignore, ...own } = rules;
  const registry = Object.keys(own).every((id) => CORE.has(id))
    ? CORE_RULES
    : (await import('./registry.ts')).LINT_RULES;
  let lint = compileLint(registry, own, await patternCompiler(registry, own, loadPatterns));
  if (isOn(commitlint)) lint = both(lint, (await import('./commitlint-lint.ts')).commitlintLint(commitlint));
  if (isOn(ignore)) lint = ignoring(lint, ignore, pusher);
  return (message, commit) => weigh(lint(message, commit));
}

function isOn(setting: RuleSettings[string] | undefined): setting is RuleSettings[string] {
  return setting !== undefined && setting.severity !== 'off';
}

function both(one: Lint, other: Lint): Lint {
  return (message, commit) => [...one(message, commit), ...other(message, commit)];
}
