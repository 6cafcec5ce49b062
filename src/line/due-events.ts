// What the calendar has to do to the lines by now: open freezes, lift whatever had its time, and say which cautions
// have turned into stops. A pure decision, made again before each judgement, so that a freeze holds although nobody
// was there to open it.
import { formatTime } from '../text/utc-time.ts';
import type { LineEvent } from './event.ts';
import { SCHEDULE, holds, isSameWindow } from './freeze.ts';
import type { Freeze, FreezeWindow } from './freeze.ts';
import type { LineName } from './line-name.ts';
import { hasEnded, mayEscalate } from './stop.ts';
import type { Stop } from './stop.ts';

/** What one repository's configuration says of freezes. */
export interface Schedule {
  readonly repository: string;
  readonly lines: readonly { readonly name: LineName; readonly freezes?: readonly Freeze[] }[];
}

/** What the calendar needs to know of the store. */
export interface ScheduleFacts {
  readonly openStops: readonly Stop[];
  readonly lastStopNumber: number;
  /** When a line became known; undefined for one that is not, and '' where that is not on record. */
  readonly registeredAt: (line: LineName) => string | undefined;
  /** Whether a window was opened. One that was withdrawn counts as never opened. */
  readonly wasOpened: (line: LineName, freeze: string, window: FreezeWindow) => boolean;
  /** The latest beginning of a window that was opened. */
  readonly newestFrom: (line: LineName, freeze: string) => string | undefined;
}

const LONGEST_MEMORY_MS = 400 * 86_400_000;

/**
 * Returns what is due at `now` (ISO 8601): what became of the open stops, then the windows that hold, and those that
 * came and went while nobody looked. When it is recorded, nothing is due any more. A window is opened once, so
 * that a person who lifts a freeze early is not overruled.
 */
export function dueEvents(schedule: Schedule, facts: ScheduleFacts, now: string): readonly LineEvent[] {
  let number = facts.lastStopNumber;
  const openings = schedule.lines.flatMap(({ name: line, freezes = [] }) =>
    freezes
      .flatMap((freeze) => dueWindows(line, freeze, { facts, now }))
      .sort((a, b) => (a.window.from < b.window.from ? -1 : 1))
      .flatMap(({ freeze: { name, reason }, window }): LineEvent[] => {
        const stop = ++number;
        const opened: LineEvent = {
          kind: 'stop.opened',
          stop,
          line,
          level: 'stop',
          cause: 'schedule',
          summary: reason,
          by: SCHEDULE,
          until: window.until,
          freeze: { name, ...window, repository: schedule.repository },
          effectiveAt: window.from,
        };
        if (holds(window, now)) return [opened];
        return [opened, lifted({ number: stop, line }, `freeze ${name} is over`, window.until)];
      }),
  );
  const changes = facts.openStops.flatMap((stop) => [
    ...dueEscalation(stop, now),
    ...dueLift(stop, schedule, now),
  ]);
  return [...changes, ...openings];
}

interface DueWindow {
  readonly freeze: Freeze;
  readonly window: FreezeWindow;
}

function dueWindows(
  line: LineName,
  freeze: Freeze,
  { facts, now }: { readonly facts: ScheduleFacts; readonly now: string },
): readonly DueWindow[] {
  const registeredAt = facts.registeredAt(line);
  const begun = freeze.windows.filter(({ from }) => from <= now);
  if (registeredAt === undefined || begun.length === 0) return [];
  // All that began before one that was opened was looked at then.
  const newest = facts.newestFrom(line, freeze.name) ?? '';
  const oldest = formatTime(Date.parse(now) - LONGEST_MEMORY_MS);
  const isMissed = ({ from, until }: FreezeWindow): boolean =>
    from > newest && from >= registeredAt && until >= oldest;
  const due = begun.filter((window) =>
    holds(window, now) ? !facts.wasOpened(line, freeze.name, window) : isMissed(window),
  );
  return due.map((window) => ({ freeze, window }));
}

/** A caution that nobody claimed in time is a stop without any of this; on record it is for people to hear of it. */
function dueEscalation(stop: Stop, now: string): readonly LineEvent[] {
  const { number, line, stopsAt } = stop;
  // In that very moment it may still be claimed.
  if (stopsAt === undefined || now <= stopsAt || !mayEscalate(stop) || hasEnded(stop, stopsAt)) return [];
  return [{ kind: 'stop.escalated', stop: number, line, by: SCHEDULE, effectiveAt: stopsAt }];
}

function dueLift(stop: Stop, schedule: Schedule, now: string): readonly LineEvent[] {
  const { freeze, until } = stop;
  if (until !== undefined && hasEnded(stop, now))
    return [lifted(stop, freeze === undefined ? 'its time was up' : `freeze ${freeze.name} is over`, until)];
  // Only by the configuration that brought it: other repositories of the line need not know the freeze.
  if (freeze === undefined || freeze.repository !== schedule.repository || !holds(freeze, now)) return [];
  const freezes = schedule.lines.find(({ name }) => name === stop.line)?.freezes ?? [];
  const isThere = freezes.some(
    ({ name, windows }) => name === freeze.name && windows.some((window) => isSameWindow(window, freeze)),
  );
  return isThere ? [] : [lifted(stop, `freeze ${freeze.name} is no longer in the configuration`, now)];
}

function lifted(
  { number, line }: Pick<Stop, 'number' | 'line'>,
  reason: string,
  effectiveAt: string,
): LineEvent {
  return { kind: 'stop.lifted', stop: number, line, by: SCHEDULE, reason, effectiveAt };
}
