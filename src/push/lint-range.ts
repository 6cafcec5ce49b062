// Lints commits before they are pushed: the very rules and the very engine of the hook.
import type { Lint } from '../lint/lint.ts';
import type { RefName } from '../ref/ref-name.ts';
import { AndonError } from '../text/andon-error.ts';
import type { Finding } from '../verdict/finding.ts';
import { inspectCommit } from './inspect-commit.ts';
import type { CommitLimits, CommitRange, Repository } from './repository.ts';
import { spareReverts } from './spare-reverts.ts';

export interface LintTask {
  readonly ref: RefName;
  readonly lint: Lint;
  readonly limits: CommitLimits;
}

/**
 * Returns how many commits a range has, and everything the rules say of them, newest first.
 * @throws {AndonError} `range-unreadable`
 */
export async function lintRange(
  range: CommitRange,
  { ref, lint, limits }: LintTask,
  repository: Pick<Repository, 'readCommits' | 'undoes' | 'isAncestor'>,
): Promise<{ readonly commits: number; readonly findings: readonly Finding[] }> {
  const findings: Finding[] = [];
  let commits = 0;
  const answer = await repository.readCommits(range, limits, (raw) => {
    commits += 1;
    findings.push(...inspectCommit(raw, ref, lint).findings);
  });
  if (answer.kind === 'read') return { commits, findings: await spareReverts(findings, repository) };
  const problem = answer.kind === 'too-many' ? `it has more than ${limits.commits} commits` : answer.problem;
  throw new AndonError('range-unreadable', `The range cannot be linted: ${problem}`, { kind: 'usage' });
}
