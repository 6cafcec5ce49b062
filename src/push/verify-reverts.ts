// Tells true reverts from commits that only say so: the trees decide, and what is reverted must have
// landed on this ref after the last good revision of an open stop.
import type { CommitFacts } from '../line/guarded-update.ts';
import type { Oid } from '../ref/oid.ts';
import type { InspectedCommit } from './inspect-commit.ts';
import type { Policy } from './policy.ts';
import type { Repository } from './repository.ts';

/** Each check costs a few git processes; a push that repairs a line by reverts has few of them. */
const MOST_REVERTS = 16;

/** Marks the true reverts among commits, where the policy lets reverts pass at all. */
export async function verifyReverts(
  commits: readonly InspectedCommit[],
  repository: Repository,
  facts: { readonly policy: Policy; readonly lastGood: readonly Oid[]; readonly landed: Oid | undefined },
): Promise<readonly CommitFacts[]> {
  const { landed, lastGood, policy } = facts;
  if (landed === undefined || lastGood.length === 0 || !policy.lines.some(({ reverts }) => reverts))
    return commits;
  let checks = 0;
  const verified: CommitFacts[] = [];
  for (const commit of commits) {
    const claim = commit.claimsToRevert;
    const checked = claim !== undefined && commit.parents.length === 1 && ++checks <= MOST_REVERTS;
    verified.push(checked ? await verify(commit, claim) : commit);
  }
  return verified;

  async function verify(commit: InspectedCommit, claim: Oid): Promise<CommitFacts> {
    if (landed === undefined || !(await repository.undoes(commit.oid, claim))) return commit;
    if (!(await repository.isAncestor(claim, landed))) return commit;
    const landedAfter: Oid[] = [];
    for (const good of lastGood) {
      if (!(await repository.isAncestor(claim, good)) && (await repository.isAncestor(good, claim)))
        landedAfter.push(good);
    }
    return landedAfter.length === 0 ? commit : { ...commit, reverts: { commit: claim, landedAfter } };
  }
}
