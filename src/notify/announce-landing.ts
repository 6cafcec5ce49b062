// Says what has landed on lines: news for whoever builds it, and for others where they ask for it.
import type { Entry } from '../journal/entry.ts';
import type { Landed } from '../journal/landed.ts';
import { shortOid } from '../ref/oid.ts';
import type { Announcement } from './announcement.ts';

type Words = Omit<Announcement, 'id' | 'seq' | 'at'>;

const MOST_REFS = 5;

/** Returns what to tell of a push that landed; undefined where nothing of it is on a line. */
export function announceLanding(landed: readonly Landed[]): Words | undefined {
  const [first] = landed;
  if (first === undefined) return undefined;
  const lines = [...new Set(landed.flatMap((each) => each.lines))];
  const { pusher = 'somebody', repository } = first;
  const shown = landed.slice(0, MOST_REFS).map(({ ref, old, new: value, subject }) => {
    const range = `${ref} ${old === null ? 'none' : shortOid(old)}..${value === null ? 'none' : shortOid(value)}`;
    return subject === undefined ? range : `${range}: ${subject}`;
  });
  const more = landed.length - shown.length;
  return {
    event: 'push.landed',
    severity: 'news',
    title: `Line ${lines.join(', ')}: ${pusher} pushed`,
    text: [...shown, ...(more > 0 ? [`and ${more} more refs`] : []), `In ${repository}`],
    lines,
    who: pusher,
    repository,
    landed,
  };
}

/** Returns what to tell of a ref that was moved past the hooks. */
export function announceDrift(
  { ref, recorded, found, repository }: Extract<Entry, { kind: 'ref.drifted' }>,
  landed: readonly Landed[],
): Words {
  return {
    event: 'ref.drifted',
    severity: 'warning',
    title: `${ref} moved past the hooks`,
    text: [`From ${recorded ?? 'nothing'} to ${found ?? 'nothing'}`, `In ${repository}`],
    lines: [],
    repository,
    ...(landed.length === 0 ? {} : { landed }),
  };
}
