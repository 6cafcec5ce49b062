// Reads times as other programs write them.
import { isWritable } from './utc-time.ts';

/** Reads ISO 8601 with its offset, or seconds since 1970; returns ISO 8601 in UTC, of the years 1 to 9999, or undefined. */
export function parseTime(text: string): string | undefined {
  const isSeconds = /^\d{1,11}(?:\.\d+)?$/.test(text);
  if (!isSeconds && !/^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/.test(text))
    return undefined;
  const time = isSeconds ? new Date(Number(text) * 1000) : new Date(text);
  return isWritable(time.getTime()) ? time.toISOString() : undefined;
}
