// Says what an admitted push means for people: nothing, unless somebody got past a stop by being who they are,
// or nobody could ask whether there was one.
import type { Entry, RecordedUpdate } from '../journal/entry.ts';
import type { Announcement } from './announcement.ts';

type Admitted = Extract<Entry, { kind: 'push.admitted' }>;
type Words = Omit<Announcement, 'id' | 'seq' | 'at'>;

const MOST_REFS = 5;

/** Returns what to tell of a push that was let in; undefined where it passed as any other. */
export function announcePush(entry: Admitted): Words | undefined {
  const { passages, unavailable, pusher, repository } = entry;
  // The louder of two: who overrides one stop and is exempt from another has overridden.
  const told = passages.filter(({ way }) => way === 'override');
  if (told.length === 0) told.push(...passages.filter(({ way }) => way === 'exempt'));
  const [first] = told;
  const moved = [...describeUpdates(entry.updates), `In ${repository}`];
  const away = unavailable === undefined ? [] : [`The store could not be asked: ${unavailable.why}`];
  if (first !== undefined) {
    const lines = unique(told.map(({ line }) => line));
    const stops = unique(told.flatMap((passage) => passage.stops));
    const what = stops.length === 0 ? 'the stop' : stops.map((stop) => `stop ${stop}`).join(', ');
    const reasons = unique(told.flatMap(({ reason }) => reason ?? []));
    const isOverride = first.way === 'override';
    return {
      event: isOverride ? 'push.override' : 'push.exempt',
      severity: 'warning',
      title: `Line ${lines.join(', ')}: ${pusher} ${isOverride ? 'OVERRODE' : 'is exempt and passed'} ${what}`,
      text: [...reasons, ...moved, ...away],
      lines,
      who: pusher,
      stops,
      repository,
    };
  }
  if (unavailable === undefined) return undefined;
  const lines = unique(entry.updates.flatMap((update) => update.lines ?? []));
  // What is on no line needs no store to be let in.
  if (lines.length === 0) return undefined;
  return {
    event: 'push.unavailable',
    severity: 'warning',
    title: `${pusher} was let in while the store was away`,
    text: [...away, ...moved],
    lines,
    who: pusher,
    repository,
  };
}

function describeUpdates(updates: readonly RecordedUpdate[]): readonly string[] {
  const shown = updates.slice(0, MOST_REFS).map((update) => {
    return `${update.ref} ${short(update.old)}..${short(update.new)}`;
  });
  return updates.length > MOST_REFS ? [...shown, `and ${updates.length - MOST_REFS} more refs`] : shown;
}

function short(oid: string | null): string {
  return oid === null ? 'none' : oid.slice(0, 7);
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
