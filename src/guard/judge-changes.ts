// Runs the rules for changes that the admin chose, one commit after the other, and says beforehand what
// has to be read for them. It renders nothing and reads nothing itself.
import type { Oid } from '../ref/oid.ts';
import type { CompilePattern } from '../rule/pattern.ts';
import { activeRules } from '../rule/rule.ts';
import type { ActiveRule, Complaint, RuleSettings } from '../rule/rule.ts';
import type { Finding } from '../verdict/finding.ts';
import { findAddedLines } from './added-lines.ts';
import type { AddedLine } from './added-lines.ts';
import { combineNeeds } from './combine-needs.ts';
import type { Change, ChangeNeeds, CommitChanges } from './change.ts';
import type { ChangedCommit, ChangeRule } from './change-rule.ts';
import { toUtf8 } from './to-utf8.ts';

/** What one rule has to say; a finding about all commits together has no commit. */
export type ChangeFinding = Pick<Finding, 'rule' | 'severity' | 'message' | 'fix' | 'commit'>;

/** Judges the commits of one update. */
export interface ChangesJudgement {
  /** Judges a commit by what it changes and by what it says of itself. */
  judge(
    changes: CommitChanges,
    commit: Pick<ChangedCommit, 'headers' | 'trailers'>,
  ): readonly ChangeFinding[];
  /** Says what there is to say of all commits that have been judged. */
  judgeAll(): readonly ChangeFinding[];
}

export interface ChangeGuard {
  /** What has to be read; undefined where no rule is on, and then nothing has to be. */
  readonly needs: ChangeNeeds | undefined;
  /** Begins with an update. */
  begin(): ChangesJudgement;
}

/** Of one rule about one commit: more would bury what the others say. */
const MOST_COMPLAINTS = 5;

/** Prepares rules once for any number of updates; the answer is everything they say, in the registry's order. */
export function compileChangeRules(
  registry: readonly ChangeRule[],
  settings: RuleSettings,
  compilePattern: CompilePattern,
): ChangeGuard {
  const active = activeRules(registry, settings, compilePattern);
  const needs = active.map(({ rule, options }) => rule.needs?.(options) ?? {});
  return {
    needs: active.length === 0 ? undefined : combineNeeds(needs),
    begin: () => beginJudgement(active),
  };
}

function beginJudgement(active: readonly ActiveRule<ChangeRule>[]): ChangesJudgement {
  const sizes = new Map<Oid, number>();
  return {
    judge(changes, { headers, trailers }) {
      for (const { oid, sizeBytes } of changes.changes)
        if (sizeBytes !== undefined) sizes.set(oid, sizeBytes);
      const commit = { ...changes, headers, trailers, addedLines: rememberLines() };
      return active.flatMap(({ rule, severity, options }) =>
        cap(rule.judge?.(commit, options) ?? []).map((complaint) => ({
          rule: rule.id,
          severity,
          commit: changes.oid,
          ...complaint,
        })),
      );
    },
    judgeAll: () =>
      active.flatMap(({ rule, severity, options }) =>
        (rule.judgeAll?.({ sizes }, options) ?? []).map((complaint) => ({
          rule: rule.id,
          severity,
          ...complaint,
        })),
      ),
  };
}

/** Several rules ask for the lines of a change, and most changes are asked for none. */
function rememberLines(): ChangedCommit['addedLines'] {
  const known = new Map<Change, readonly AddedLine[] | undefined>();
  return (change) => {
    if (!known.has(change)) {
      const { content, formerContents = [] } = change;
      const lines =
        content === undefined ? undefined : findAddedLines(toUtf8(content), formerContents.map(toUtf8));
      known.set(change, lines);
    }
    return known.get(change);
  };
}

function cap(complaints: readonly Complaint[]): readonly Complaint[] {
  const more = complaints.length - MOST_COMPLAINTS;
  if (more <= 0) return complaints;
  return [
    ...complaints.slice(0, MOST_COMPLAINTS),
    { message: `And ${more} more of the kind in this commit` },
  ];
}
