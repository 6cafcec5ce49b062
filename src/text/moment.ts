// Points in time as people type them: so much later, a time of day, or a date.
import { parseDuration } from './duration.ts';
import { formatTime, isWritable } from './utc-time.ts';

const DAY_MS = 86_400_000;

/** What a point in time has to look like, in words for an error message. */
export const MOMENT_RULE =
  'a length of time such as 2h, a time of day in UTC such as 18:00, or 2026-12-18T17:00Z';

/**
 * Reads a point in time in milliseconds, undefined where it is none. A time of day is the next one after
 * `nowMs`; a date without an offset is UTC.
 */
export function parseMoment(text: string, nowMs: number): number | undefined {
  const length = parseDuration(text);
  if (length !== undefined) return nowMs + length;
  const clock = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(text);
  if (clock !== null) {
    const today = nowMs - (nowMs % DAY_MS) + (Number(clock[1]) * 60 + Number(clock[2])) * 60_000;
    return today > nowMs ? today : today + DAY_MS;
  }
  const date = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{3})?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
  if (date === null) return undefined;
  const [, day = '', time = '00:00', zone = 'Z'] = date;
  const [midnight, ms] = [Date.parse(`${day}T00:00Z`), Date.parse(`${day}T${time}${zone}`)];
  if (!isWritable(midnight) || !isWritable(ms)) return undefined;
  // Date.parse takes 30 February for 2 March.
  return formatTime(midnight).startsWith(day) ? ms : undefined;
}
