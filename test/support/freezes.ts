// Freezes in short words: hours of one day, "10-12", and what the calendar does about them, in a sentence.
import type { Schedule, ScheduleFacts } from '../../src/line/due-events.ts';
import type { LineEvent } from '../../src/line/event.ts';
import type { Freeze, FreezeWindow } from '../../src/line/freeze.ts';
import type { Stop } from '../../src/line/stop.ts';
import { MAIN, stop } from './gate.ts';
import { REPOSITORY } from './pushes.ts';

/** A time of 2 March 2026, in hours. */
export function hour(hours: number): string {
  return new Date(Date.UTC(2026, 2, 2) + hours * 3_600_000).toISOString();
}

/** A window of that day: "10-12". */
export function windowOf(text: string): FreezeWindow {
  const [from = NaN, until = NaN] = text.split('-').map(Number);
  return { from: hour(from), until: hour(until) };
}

export function freeze(name: string, windows: readonly string[], exempt: readonly string[] = []): Freeze {
  return { name, reason: `why ${name}`, exempt, windows: windows.map(windowOf) };
}

export function scheduleOf(...freezes: readonly Freeze[]): Schedule {
  return { repository: REPOSITORY, lines: [{ name: MAIN, freezes }] };
}

/** A store where the line is known since midnight, and nothing has happened. */
export function facts(change: Partial<ScheduleFacts> = {}): ScheduleFacts {
  return {
    openStops: [],
    lastStopNumber: 0,
    registeredAt: (line) => (line === MAIN ? hour(0) : undefined),
    wasOpened: () => false,
    newestFrom: () => undefined,
    ...change,
  };
}

/** The stop that a freeze has opened. */
export function frozen(number: number, name: string, hours: string, change: Partial<Stop> = {}): Stop {
  const window = windowOf(hours);
  const mark = { name, ...window, repository: REPOSITORY };
  return stop(number, {
    cause: 'schedule',
    by: 'schedule',
    since: window.from,
    until: window.until,
    freeze: mark,
    ...change,
  });
}

/** Says events in a few words: "opened 1 a 10-12", "lifted 1 at 12: freeze a is over". */
export function inWords(events: readonly LineEvent[]): readonly string[] {
  return events.map((event) => {
    if (event.kind === 'stop.opened' && event.freeze !== undefined)
      return `opened ${event.stop} ${event.freeze.name} ${toHour(event.freeze.from)}-${toHour(event.until)}`;
    if (event.kind === 'stop.lifted')
      return `lifted ${event.stop} at ${toHour(event.effectiveAt)}: ${event.reason}`;
    if (event.kind === 'stop.escalated') return `escalated ${event.stop} at ${toHour(event.effectiveAt)}`;
    return event.kind;
  });
}

function toHour(time = ''): string {
  return String((Date.parse(time) - Date.UTC(2026, 2, 2)) / 3_600_000);
}
