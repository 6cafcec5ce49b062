// Checks what the admin says of rules against the registry: an unknown rule or a value that a
// rule cannot take is an error here, so that it never is one in the middle of a push.
import { CHANGE_RULES } from '../guard/change-rules.ts';
import { COMMIT_RULES } from '../guard/commit-rules.ts';
import { REF_RULES } from '../guard/ref-rules.ts';
import { describeCommitlint } from '../lint/commitlint/validate.ts';
import { IGNORE } from '../lint/ignore.ts';
import { COMMITLINT } from '../lint/load-lint.ts';
import { LINT_RULES } from '../lint/registry.ts';
import { judgeOption } from '../rule/judge-option.ts';
import { patternsIn } from '../rule/option.ts';
import type { Option } from '../rule/option.ts';
import type { RuleEntry } from '../rule/rule.ts';
import { EVALUATE } from '../rule/trial.ts';
import { messageOf } from '../text/andon-error.ts';
import { suggest } from '../text/suggest.ts';
import { isMap } from '../text/is-map.ts';
import type { Layer, Tree } from './merge-layers.ts';
import { formatPath, type ConfigProblem } from './problems.ts';
import { compileRe2 } from './re2-pattern.ts';
import { ruleMaps } from './rule-maps.ts';
import { LINT_WORDS } from './rule-steps.ts';

/** Checks every map of rules in a layer; values whose shape the schema refuses are left to it. */
export function checkRules({ file, value }: Layer): ConfigProblem[] {
  return ruleMaps(value).flatMap(({ path, key, map }) =>
    Object.entries(map).flatMap(([id, setting]) =>
      (key === 'lint' ? describeLint(id, setting) : describeGuard(id, setting)).map((found) => ({
        file,
        message: `${formatPath([...path, id, ...found.path])} ${found.problem}`,
      })),
    ),
  );
}

interface Entries {
  /** What the rules are called. */
  readonly name: string;
  /** All that a map of rules may name. */
  readonly entries: readonly RuleEntry[];
}

const LINT: Entries = { name: 'lint rule', entries: [...LINT_RULES, IGNORE] };
const GUARD: Entries = { name: 'push rule', entries: [...REF_RULES, ...COMMIT_RULES, ...CHANGE_RULES] };

interface RuleProblem {
  /** Where, below the rule. */
  readonly path: readonly (string | number)[];
  readonly problem: string;
}

function describeLint(id: string, setting: unknown): readonly RuleProblem[] {
  if (LINT_WORDS.some((word) => word === id)) return [];
  if (id === COMMITLINT) return isMap(setting) ? describePasted(setting) : [];
  return describeRule(id, setting, LINT);
}

function describeGuard(id: string, setting: unknown): readonly RuleProblem[] {
  return describeRule(id, setting, GUARD);
}

function describeRule(id: string, setting: unknown, { name, entries }: Entries): readonly RuleProblem[] {
  if (id === EVALUATE) return [];
  const ids = entries.map((rule) => rule.id);
  const rule = entries.find((each) => each.id === id);
  if (rule === undefined) return [{ path: [], problem: `is no ${name}${suggest(id, ids)}` }];
  if (!isMap(setting)) return [];
  return Object.entries(setting).flatMap(([key, value]): RuleProblem[] => {
    if (key === 'severity') return [];
    const option = Object.hasOwn(rule.options, key) ? rule.options[key] : undefined;
    if (option === undefined)
      return [{ path: [key], problem: `is no option of the rule${suggest(key, Object.keys(rule.options))}` }];
    const problem = judgeOption(option, value) ?? judgePatterns(option, value);
    return problem === undefined ? [] : [{ path: [key], problem }];
  });
}

function describePasted({ severity: _severity, ...config }: Tree): readonly RuleProblem[] {
  return describeCommitlint(config);
}

/** A pattern that the engine cannot take is found here, and never in the middle of a push. */
function judgePatterns(option: Option, value: unknown): string | undefined {
  for (const source of patternsIn(option, value)) {
    try {
      compileRe2(source);
    } catch (error) {
      return `cannot be run: ${messageOf(error)} (RE2's syntax, without look-around and back-references)`;
    }
  }
  return undefined;
}
