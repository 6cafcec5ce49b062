// Runs the lint rules that the admin chose over one commit message. It renders nothing and knows no
// push: the caller says which commit and ref are meant.
import type { Finding, Severity } from '../verdict/finding.ts';
import type { CommitHeaders } from './ident.ts';
import type { Message } from './message.ts';
import { LINT_RULES } from './registry.ts';

/** Each rule's severity and options by rule id; plain JSON, part of the compiled configuration. */
export type LintRules = Readonly<
  Record<string, { readonly severity: Severity | 'off'; readonly [option: string]: unknown }>
>;

/** What one rule has to say, and how much it weighs: a finding that has no commit yet. */
export type LintFinding = Pick<Finding, 'rule' | 'severity' | 'message' | 'fix'>;

/** Every rule with the severity and the options it has where the admin says nothing. */
export const DEFAULT_LINT_RULES: LintRules = Object.fromEntries(
  LINT_RULES.map(({ id, severity, options }) => [
    id,
    {
      ...Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default])),
      severity,
    },
  ]),
);

/**
 * Prepares the rules once for any number of messages; the result returns everything they say, in the
 * registry's order. A rule that is not named, or off, does not run; an option that is not named has its
 * default. Values are taken as checked (see judgeOption).
 * @throws Error where a rule is unknown: to leave it out in silence would let pass what it refuses
 */
export function compileLint(
  rules: LintRules,
): (message: Message, commit: CommitHeaders) => readonly LintFinding[] {
  const known = new Set(LINT_RULES.map(({ id }) => id));
  const unknown = Object.keys(rules).find((id) => !known.has(id));
  if (unknown !== undefined) throw new Error(`no lint rule is called "${unknown}"`);

  const active = LINT_RULES.flatMap((rule) => {
    if (!Object.hasOwn(rules, rule.id)) return [];
    const { severity, ...options } = { ...DEFAULT_LINT_RULES[rule.id], ...rules[rule.id] };
    return severity === undefined || severity === 'off' ? [] : [{ rule, severity, options }];
  });
  return (message, commit) => {
    const findings: LintFinding[] = [];
    for (const { rule, severity, options } of active) {
      for (const complaint of rule.judge(message, options as never, commit)) {
        findings.push({ rule: rule.id, severity, ...complaint });
      }
    }
    return findings;
  };
}
