// What landed last, for whoever wants to try how a channel starts a build.
import { openEntry } from '../journal/chain.ts';
import { landedFor } from './channel.ts';
import type { Channel } from './channel.ts';
import type { LandedRevision } from './landing-values.ts';
import type { Outbox } from './outbox.ts';

/** Older entries are not looked at. */
const MOST_ENTRIES = 10_000;

/** Returns the last revision that a channel was to be told of; undefined where none is near. */
export async function findLastLanding(
  { lines }: Pick<Channel, 'lines'>,
  outbox: Pick<Outbox, 'read' | 'readEntries' | 'readFacts'>,
): Promise<LandedRevision | undefined> {
  const { head } = await outbox.read();
  const entries = await outbox.readEntries(Math.max(0, head - MOST_ENTRIES), MOST_ENTRIES);
  for (const stored of entries.toReversed()) {
    const entry = openEntry(stored);
    if (entry.kind !== 'push.settled') continue;
    const last = landedFor(lines, await outbox.readFacts(entry)).at(-1);
    if (last !== undefined) return last;
  }
  return undefined;
}
