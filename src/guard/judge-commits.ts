// Runs the rules on commits that the admin chose: over each commit while git still gives out more of them, and
// over what came together on a ref. It asks nobody: the caller looks at what the rules need.
import type { RefName } from '../ref/ref-name.ts';
import type { CompilePattern } from '../rule/pattern.ts';
import { activeRules } from '../rule/rule.ts';
import type { RuleSettings } from '../rule/rule.ts';
import type { Finding } from '../verdict/finding.ts';
import type { CommitPush, CommitRule, PushedCommit, PushedRange, TicketNeeds } from './commit-rule.ts';

export interface CommitJudge {
  /** Whether a rule that runs asks for signatures. */
  readonly needsSignature: boolean;
  /** Whether a rule that runs asks for the commits that others say to revert. */
  readonly needsReverted: boolean;
  /** What the one rule that asks for tickets wants to know; undefined where it is off. */
  readonly needsTickets: TicketNeeds | undefined;
  /** Says everything there is to say about one commit that `ref` brings. */
  readonly judgeCommit: (commit: PushedCommit, ref: RefName, push: CommitPush) => readonly Finding[];
  /** Says what is to say about all commits of a ref together. */
  readonly judgeRange: (range: PushedRange) => readonly Finding[];
}

/** Prepares rules once for any number of commits; findings stand in the registry's order. */
export function compileCommitRules(
  registry: readonly CommitRule[],
  settings: RuleSettings,
  compilePattern: CompilePattern,
): CommitJudge {
  const active = activeRules(registry, settings, compilePattern);
  return {
    needsSignature: active.some(({ rule }) => rule.kind === 'commit' && rule.needsSignature === true),
    needsReverted: active.some(({ rule }) => rule.kind === 'commit' && rule.needsReverted === true),
    needsTickets: active
      .map(({ rule, options }) => (rule.kind === 'commit' ? rule.needsTickets?.(options) : undefined))
      .find((needs) => needs !== undefined),
    judgeCommit: (commit, ref, push) =>
      active.flatMap(({ rule, severity, options }) => {
        if (rule.kind !== 'commit') return [];
        const about = { rule: rule.id, severity, ref, commit: commit.oid, subject: commit.subject };
        return rule.judge(commit, options, push).map((complaint) => ({ ...about, ...complaint }));
      }),
    judgeRange: (range) =>
      active.flatMap(({ rule, severity, options }) => {
        if (rule.kind !== 'range') return [];
        return rule.judge(range, options).map(({ commit, ...complaint }) => ({
          rule: rule.id,
          severity,
          ref: range.ref,
          ...(commit === undefined ? {} : { commit: commit.oid, subject: commit.subject }),
          ...complaint,
        }));
      }),
  };
}
