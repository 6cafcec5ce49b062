// A freeze: a stop that the calendar opens and lifts. What the calendar says has been worked out by the time it
// comes here (config/), so that nothing on the way of a push knows of time zones or recurrence.

/** One stretch of time, ISO 8601 in UTC with milliseconds, so that text compares as time does. `until` is outside. */
export interface FreezeWindow {
  readonly from: string;
  readonly until: string;
}

/** A freeze of one line, as the configuration has it. */
export interface Freeze {
  readonly name: string;
  readonly reason: string;
  /** Pushers whom this freeze does not hold; `*` in a name stands for any run of characters. */
  readonly exempt: readonly string[];
  /** When it holds, as far as that is known: the earliest beginning first. */
  readonly windows: readonly FreezeWindow[];
}

/** What marks a stop as a freeze: the window it was opened for, and the repository whose configuration said so. */
export interface FreezeMark extends FreezeWindow {
  readonly name: string;
  readonly repository: string;
}

/** Who opens and lifts what has its time. */
export const SCHEDULE = 'schedule';

/** Tells whether a window holds at `now`. */
export function holds({ from, until }: FreezeWindow, now: string): boolean {
  return from <= now && now < until;
}

/** Tells whether two windows are the same: one that was moved is another one. */
export function isSameWindow(a: FreezeWindow, b: FreezeWindow): boolean {
  return a.from === b.from && a.until === b.until;
}
