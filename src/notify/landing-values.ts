// A revision that landed, as the values that a URL or a command has placeholders for.
import type { Landed } from '../journal/landed.ts';
import { plainRefName } from '../ref/ref-name.ts';

/** The placeholders that may stand in what starts a build. */
export const LANDING_PLACEHOLDERS = [
  'repository',
  'line',
  'ref',
  'branch',
  'revision',
  'old',
  'pusher',
  'subject',
] as const;

/** Returns the value for each placeholder; what is not known is empty. */
export function landingValues(landed: LandedRevision): Record<(typeof LANDING_PLACEHOLDERS)[number], string> {
  const { repository, old, new: revision, lines, pusher = '', subject = '' } = landed;
  const ref = plainRefName(landed.ref);
  return {
    repository,
    line: lines[0] ?? '',
    ref,
    // What is no branch keeps its whole name: a tag can be called as a branch is.
    branch: ref.replace(/^refs\/heads\//, ''),
    revision,
    // As git writes that there was none.
    old: old ?? '0'.repeat(revision.length),
    pusher,
    subject,
  };
}

/** What landed and is there to be built: no deletion. */
export interface LandedRevision extends Landed {
  readonly new: NonNullable<Landed['new']>;
}

export function isRevision(landed: Landed): landed is LandedRevision {
  return landed.new !== null;
}
