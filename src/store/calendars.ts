// The calendars of the git hosts that a server serves: each tells what its configuration says of freezes, so that they
// open on time although no push comes.
import type { Schedule } from '../line/due-events.ts';
import { digestOfSchedule } from '../push/schedule-digest.ts';
import type { Engine } from './engine.ts';

export interface Calendars {
  readonly all: () => readonly Schedule[];
  /** Whether a schedule is known, by its digest. */
  readonly knows: (digest: string) => boolean;
  /** Takes the place of what its repository said before. */
  readonly put: (schedule: Schedule) => void;
}

/** Opens the calendars that an engine keeps; `own` is that of the server itself. */
export function openCalendars(engine: Engine, own: Schedule): Calendars {
  const rows = engine.write((transaction) => transaction.side('schedule').list());
  const schedules = new Map(
    rows.map(({ key, value }): [string, Schedule] => [key, JSON.parse(value) as Schedule]),
  );
  let digests = new Set([...schedules.values()].map(digestOfSchedule));
  return {
    all: () => [own, ...schedules.values()],
    knows: (digest) => digests.has(digest),
    put(schedule) {
      const { repository } = schedule;
      engine.write((transaction) => transaction.side('schedule').put(repository, JSON.stringify(schedule)));
      schedules.set(repository, schedule);
      digests = new Set([...schedules.values()].map(digestOfSchedule));
    },
  };
}
