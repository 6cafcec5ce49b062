// What the calendar says of lines whose stops cannot be asked for: a store that is away must not end a freeze.
import type { Schedule } from './due-events.ts';
import { SCHEDULE, holds, isSameWindow } from './freeze.ts';
import type { LineName } from './line-name.ts';
import { deriveStatus } from './status.ts';
import type { LineStatus } from './status.ts';
import type { Stop } from './stop.ts';

/** The number of a freeze that the store could not be asked to open. */
export const NO_NUMBER = 0;

type Statuses = ReadonlyMap<LineName, LineStatus>;

/**
 * Returns the lines as they are at `now` by what was known of them and by the calendar. A window holds whether or
 * not it was open then: it may have been lifted, but the admin may as well have written it down since, and who
 * cannot tell which must not open the gate.
 */
export function freezeAnyway(
  known: Statuses,
  schedule: Schedule,
  now: string,
): { readonly statuses: Statuses; readonly now: string } {
  const statuses = new Map(
    [...known].map(([line, { stops }]) => {
      const freezes = schedule.lines.find(({ name }) => name === line)?.freezes ?? [];
      const added = freezes.flatMap(({ name, reason, windows }) =>
        windows
          .filter((window) => holds(window, now))
          .filter(
            (window) => !stops.some(({ freeze }) => freeze?.name === name && isSameWindow(freeze, window)),
          )
          .map((window): Stop => ({
            number: NO_NUMBER,
            line,
            level: 'stop',
            cause: 'schedule',
            summary: reason,
            by: SCHEDULE,
            since: window.from,
            until: window.until,
            freeze: { name, ...window, repository: schedule.repository },
          })),
      );
      return [line, deriveStatus(line, [...stops, ...added], now)];
    }),
  );
  return { statuses, now };
}
