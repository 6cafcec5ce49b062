// Reads from the views what the calendar needs to know, and returns what is due.
import { readNewestFrom, readRegistration, wasOpened } from '../journal/freeze-views.ts';
import { dueEvents } from '../line/due-events.ts';
import type { Schedule } from '../line/due-events.ts';
import type { LineEvent } from '../line/event.ts';
import { readStopFacts } from './read-views.ts';
import type { ViewReader } from './read-views.ts';

/** Returns what the schedule has to do to the lines at `now` (ISO 8601). */
export function readDue(views: ViewReader, schedule: Schedule, now: string): readonly LineEvent[] {
  return dueEvents(
    schedule,
    {
      ...readStopFacts(views),
      registeredAt: (line) =>
        views.get('line', line) === undefined ? undefined : (readRegistration(views, line) ?? ''),
      wasOpened: (line, name, window) => wasOpened(views, line, { name, ...window }),
      newestFrom: (line, freeze) => readNewestFrom(views, line, freeze),
    },
    now,
  );
}
