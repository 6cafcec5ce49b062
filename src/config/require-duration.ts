// Durations that the schema has checked.
import { parseDuration } from '../text/duration.ts';

/** Returns a duration in milliseconds. @throws {TypeError} where the schema let one pass that is none */
export function requireDuration(text: string): number {
  const ms = parseDuration(text);
  if (ms === undefined) throw new TypeError(`the schema let the duration ${text} pass`);
  return ms;
}
