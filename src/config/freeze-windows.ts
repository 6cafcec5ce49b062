// Works out when a freeze holds: local times, recurrence and time zones in, stretches of UTC out. Loads the
// calendar libraries, so only what applies a configuration with freezes imports it.
import { Cron } from 'croner';
import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import type { FreezeWindow } from '../line/freeze.ts';
import { messageOf } from '../text/andon-error.ts';
import { checkRecurrence } from './check-recurrence.ts';
import type { FreezeSetting } from './freeze-setting.ts';

/** The stretch of time that is worked out, in milliseconds. */
export interface Horizon {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly most: number;
}

export type WindowsFound =
  | { readonly kind: 'found'; readonly windows: readonly FreezeWindow[] }
  /** `key` is the setting at fault, undefined for the freeze as a whole; the message follows its name. */
  | { readonly kind: 'refused'; readonly key?: string; readonly message: string };

const DAY_MS = 86_400_000;

/** Finds the windows that touch the horizon; a freeze with more than `most` of them is refused. */
export function findWindows(freeze: FreezeSetting, horizon: Horizon): WindowsFound {
  try {
    const windows = freeze.for === undefined ? oneWindow(freeze) : recurringWindows(freeze, horizon);
    if (windows.length > horizon.most)
      return refused(undefined, `begins more than ${horizon.most} times in 400 days`);
    return { kind: 'found', windows: windows.filter((window) => touches(window, horizon)).map(toText) };
  } catch (error) {
    if (error instanceof Refusal) return refused(error.key, error.message);
    throw error;
  }
}

interface Stretch {
  readonly from: Temporal.ZonedDateTime;
  readonly until: Temporal.ZonedDateTime;
}

/** What is wrong with one setting. */
class Refusal extends Error {
  readonly key: string;

  constructor(key: string, message: string) {
    super(message);
    this.key = key;
  }
}

function refused(key: string | undefined, message: string): WindowsFound {
  return { kind: 'refused', ...(key === undefined ? {} : { key }), message };
}

function oneWindow({ from = '', until = '', timeZone = 'UTC' }: FreezeSetting): readonly Stretch[] {
  // A local time that a change of clocks leaves out or repeats is read so that the freeze is the longer one.
  const stretch = {
    from: readTime('from', from, { timeZone, disambiguation: 'earlier' }),
    until: readTime('until', until, { timeZone, disambiguation: 'later' }),
  };
  if (stretch.from.epochMilliseconds >= stretch.until.epochMilliseconds)
    throw new Refusal('until', `is ${JSON.stringify(until)}, expected a time after "from"`);
  return [stretch];
}

function recurringWindows(freeze: FreezeSetting, horizon: Horizon): readonly Stretch[] {
  const length = readLength(freeze.for ?? '');
  const { timeZone = 'UTC' } = freeze;
  // One that began before now may hold still; a day may have 25 hours.
  const longest = Temporal.Duration.from(length).total({ unit: 'hours', relativeTo: '2026-01-01' });
  const sinceMs = horizon.fromMs - longest * 3_600_000 - DAY_MS;
  const next = freeze.cron === undefined ? recurrence(freeze, timeZone, sinceMs) : cronRuns(freeze, timeZone);
  const found: Stretch[] = [];
  for (let at = next(sinceMs - 1); at !== undefined && at < horizon.untilMs; at = next(at)) {
    const from = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
    // Days and weeks end at the hour they began at, and hours are hours (RFC 5545, 3.3.6).
    const stretch = { from, until: from.add(length) };
    if (touches(stretch, horizon)) found.push(stretch);
    if (found.length > horizon.most) break;
  }
  return found;
}

/** Finds the first beginning after a time, both in milliseconds. */
type Next = (afterMs: number) => number | undefined;

function cronRuns({ cron = '' }: FreezeSetting, timeZone: string): Next {
  try {
    const job = new Cron(cron, { timezone: timeZone, paused: true, mode: '5-part' });
    if (job.nextRun() === null) throw new RangeError('no day fits it');
    return (afterMs) => job.nextRun(new Date(afterMs))?.getTime();
  } catch (error) {
    throw unusable('cron', cron, error);
  }
}

function recurrence({ rrule = '', from }: FreezeSetting, timeZone: string, sinceMs: number): Next {
  const text = rrule.replace(/^RRULE:/, '');
  const problem = checkRecurrence(text, { anchored: from !== undefined });
  if (problem !== undefined) throw new Refusal('rrule', `is ${JSON.stringify(rrule)}, but ${problem}`);
  // Without a beginning, the first day of a year before all that is asked for, so that days and hours which the
  // rule leaves open are always the same.
  const { year } = Temporal.Instant.fromEpochMilliseconds(sinceMs).toZonedDateTimeISO(timeZone);
  const start = from ?? `${year - 1}-01-01`;
  const dtstart = readTime('from', start, { timeZone, disambiguation: 'compatible' });
  try {
    const rule = new RRuleTemporal({ rruleString: text, dtstart, temporal: Temporal });
    return (afterMs) => {
      try {
        return rule.next(new Date(afterMs))?.epochMilliseconds;
      } catch (error) {
        throw unusable('rrule', rrule, error);
      }
    };
  } catch (error) {
    throw unusable('rrule', rrule, error);
  }
}

function unusable(key: string, value: string, error: unknown): Refusal {
  return new Refusal(key, `is ${JSON.stringify(value)}, which cannot be used: ${messageOf(error)}`);
}

function readTime(
  key: string,
  text: string,
  zone: { readonly timeZone: string; readonly disambiguation: 'earlier' | 'later' | 'compatible' },
): Temporal.ZonedDateTime {
  try {
    if (/(?:Z|[+-]\d\d:\d\d)$/.test(text.slice(10)))
      return Temporal.Instant.from(text).toZonedDateTimeISO(zone.timeZone);
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone.timeZone, zone);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new Refusal(key, `is ${JSON.stringify(text)}, which is no day and time of the calendar`);
  }
}

function readLength(text: string): Temporal.DurationLike {
  const [, number = '0', unit = 's'] = /^(\d+)([smhdw])$/.exec(text) ?? [];
  const names = { s: 'seconds', m: 'minutes', h: 'hours', d: 'days', w: 'weeks' } as const;
  return { [names[unit as keyof typeof names]]: Number(number) };
}

function touches({ from, until }: Stretch, { fromMs, untilMs }: Horizon): boolean {
  return until.epochMilliseconds > fromMs && from.epochMilliseconds < untilMs;
}

function toText({ from, until }: Stretch): FreezeWindow {
  const options = { smallestUnit: 'millisecond' } as const;
  return { from: from.toInstant().toString(options), until: until.toInstant().toString(options) };
}
