// What the journal records of one update of a push.
import type { RecordedUpdate } from '../journal/entry.ts';
import type { GuardedUpdate } from '../line/guarded-update.ts';
import type { LineName } from '../line/line-name.ts';
import { formatRefName } from '../ref/ref-name.ts';
import type { LocatedUpdate } from './locate-updates.ts';

/** Describes an update, with what is known of its commits; nothing that the journal can do without. */
export function toRecorded(update: LocatedUpdate, facts: GuardedUpdate | undefined): RecordedUpdate {
  const { ref, target, old, new: newOid, claimedOld, lines } = update;
  const claimWasTrue = /^0+$/.test(claimedOld) ? old === undefined : claimedOld === old;
  return {
    ref: formatRefName(ref),
    ...(target === ref ? {} : { target: formatRefName(target) }),
    old: old ?? null,
    new: newOid ?? null,
    ...(claimWasTrue ? {} : { claimedOld }),
    ...(lines.length === 0 ? {} : { lines: lines satisfies readonly LineName[] }),
    ...(facts === undefined || facts.range === 'pooled' ? {} : describeCommits(facts)),
  };
}

function describeCommits({ commits }: GuardedUpdate): Pick<RecordedUpdate, 'commits' | 'subject'> {
  const [tip] = commits;
  return { commits: commits.length, ...(tip === undefined ? {} : { subject: tip.subject }) };
}
