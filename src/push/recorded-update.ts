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

/** A CI builds what it likes; of a push that brings more, the oldest are looked for by git. */
const MOST_BELOW = 256;

function describeCommits({ commits }: GuardedUpdate): Pick<RecordedUpdate, 'commits' | 'subject' | 'below'> {
  const [tip, ...rest] = commits;
  const below = rest.slice(0, MOST_BELOW).map(({ oid }) => oid);
  return {
    commits: commits.length,
    ...(tip === undefined ? {} : { subject: tip.subject }),
    ...(below.length === 0 ? {} : { below }),
  };
}
