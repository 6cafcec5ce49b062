// Takes back what was found in true reverts, where the admin has them passed over. The trees decide, and not what
// a message says: git writes the message of a revert, and so can anybody.
import type { Oid } from '../ref/oid.ts';
import type { Finding } from '../verdict/finding.ts';
import type { Repository } from './repository.ts';

/** Each takes three git processes, and a push that reverts more than this is seldom. */
const MOST_REVERTS = 16;

/** Returns the findings that stand: those in a commit that undoes what it names, in its own history, do not. */
export async function spareReverts(
  findings: readonly Finding[],
  repository: Pick<Repository, 'undoes' | 'isAncestor'>,
): Promise<readonly Finding[]> {
  const claims = new Map(
    findings.flatMap(({ commit, unlessReverts }): readonly [Oid, Oid][] =>
      commit === undefined || unlessReverts === undefined ? [] : [[commit, unlessReverts]],
    ),
  );
  const reverts = new Set<Oid>();
  for (const [commit, claim] of [...claims].slice(0, MOST_REVERTS)) {
    if ((await repository.undoes(commit, claim)) && (await repository.isAncestor(claim, commit)))
      reverts.add(commit);
  }
  return findings.flatMap(({ unlessReverts, ...finding }) =>
    unlessReverts !== undefined && finding.commit !== undefined && reverts.has(finding.commit)
      ? []
      : [finding],
  );
}
