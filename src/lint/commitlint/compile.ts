// Runs the rules of a pasted commitlint configuration over messages. Nothing is taken from a message's own
// words: what commitlint skips by default (`Merge`, `Revert`, `fixup!`, a version) is judged like any other.
import type { Severity } from '../../verdict/finding.ts';
import type { LintFinding } from '../lint.ts';
import { compileParser, DEFAULT_PARSER } from './parse.ts';
import { findPreset, type Preset, type RuleSetting } from './presets.ts';
import type { Judge } from './rule.ts';
import { COMMITLINT_RULES } from './rules.ts';
import { describeCommitlint } from './validate.ts';

/** What stands under `lint.commitlint`. */
export interface CommitlintConfig {
  /** Presets, of which a later one outranks an earlier one. */
  readonly extends?: string | readonly string[];
  /** Settings that replace those of the presets. */
  readonly rules?: Readonly<Record<string, RuleSetting>>;
}

/**
 * Prepares a configuration once for any number of messages; the result returns everything its rules say of a
 * message's text, in the registry's order, and takes time linear in the text.
 * @throws Error where describeCommitlint finds a problem: to leave a rule out in silence would let pass what it refuses
 */
export function compileCommitlint(config: CommitlintConfig): (text: string) => readonly LintFinding[] {
  const problem = describeCommitlint(config)[0];
  if (problem !== undefined) throw new Error(`${problem.path.join('.')} ${problem.problem}`);

  const { parser, rules } = resolve(config);
  const parse = compileParser(parser);
  const active = COMMITLINT_RULES.flatMap((rule) => {
    const [level, condition, value] = rules.get(rule.name) ?? [0];
    if (level === 0 || condition === undefined) return [];
    const severity: Severity = level === 1 ? 'warn' : 'error';
    const judge: Judge = rule.prepare(condition, value);
    return [{ rule: rule.name, severity, judge }];
  });
  return (text) => {
    const message = parse(text);
    const findings: LintFinding[] = [];
    for (const { rule, severity, judge } of active) {
      const complaint = judge(message);
      if (complaint !== undefined) findings.push({ rule, severity, message: complaint });
    }
    return findings;
  };
}

/** Lays the configuration's own rules over those of its presets; the last preset says how to parse. */
function resolve(config: CommitlintConfig): {
  readonly parser: Preset['parser'];
  readonly rules: ReadonlyMap<string, RuleSetting>;
} {
  const presets = [config.extends ?? []].flat().flatMap((name) => findPreset(name) ?? []);
  const layers = [...presets.map(({ rules }) => rules), config.rules ?? {}];
  return {
    parser: presets.at(-1)?.parser ?? DEFAULT_PARSER,
    rules: new Map(layers.flatMap((layer) => Object.entries(layer))),
  };
}
