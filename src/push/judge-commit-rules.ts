// Asks the push rules about the commits of one range.
import type { CommitPush, PushedCommit, PushedRange } from '../guard/commit-rule.ts';
import type { CommitJudge } from '../guard/judge-commits.ts';
import type { Finding } from '../verdict/finding.ts';
import type { Repository } from './repository.ts';

export interface JudgedCommits {
  /** Newest first. */
  readonly commits: readonly PushedCommit[];
  readonly range: PushedRange;
  readonly push: CommitPush;
}

/** Returns everything the rules say of commits and of their range; git is asked for signatures where one wants them. */
export async function judgeCommitRules(
  { commits, range, push }: JudgedCommits,
  judge: CommitJudge,
  repository: Pick<Repository, 'readSignatures'>,
): Promise<readonly Finding[]> {
  const signatures = judge.needsSignature
    ? await repository.readSignatures(commits.map(({ oid }) => oid))
    : undefined;
  const each = commits.flatMap((commit) => {
    const signature = signatures?.get(commit.oid);
    return judge.judgeCommit({ ...commit, signature }, range.ref, push);
  });
  return [...judge.judgeRange(range), ...each];
}
