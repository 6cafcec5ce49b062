// Runs the lint rules that the admin chose over one commit message. It renders nothing and knows no
// push: the caller says which commit and ref are meant.
import type { CommitHeaders } from '../rule/ident.ts';
import type { CompilePattern } from '../rule/pattern.ts';
import { activeRules } from '../rule/rule.ts';
import type { RuleSettings } from '../rule/rule.ts';
import type { Finding } from '../verdict/finding.ts';
import type { Message } from './message.ts';
import type { LintRule } from './rule.ts';

/** What one rule has to say, and how much it weighs: a finding that has no commit yet. */
export type LintFinding = Pick<Finding, 'rule' | 'severity' | 'message' | 'fix' | 'unlessReverts'>;

/** What is asked about each message. */
export type Lint = (message: Message, commit: CommitHeaders) => readonly LintFinding[];

/** Prepares rules once for any number of messages; the answer is everything they say, in the registry's order. */
export function compileLint(
  registry: readonly LintRule[],
  settings: RuleSettings,
  compilePattern: CompilePattern,
): Lint {
  const active = activeRules(registry, settings, compilePattern);
  return (message, commit) => {
    const findings: LintFinding[] = [];
    for (const { rule, severity, options } of active) {
      for (const complaint of rule.judge(message, options, commit)) {
        findings.push({ rule: rule.id, severity, fix: { kind: 'reword' }, ...complaint });
      }
    }
    return findings;
  };
}
