// Reads values of any kind and size as what reports are made of.
import { nameOf } from '../alert/read-fields.ts';
import { isZeroOid, parseOid } from '../ref/oid.ts';
import type { Oid } from '../ref/oid.ts';
import { parseTime } from '../text/parse-time.ts';
import type { Headers } from './told.ts';

/** Returns the one value of a header. */
export function headerOf(headers: Headers, name: string): string | undefined {
  return nameOf(Object.hasOwn(headers, name) ? headers[name] : undefined);
}

/** Returns an id, which some write as a number. */
export function idOf(value: unknown): string | undefined {
  return Number.isSafeInteger(value) ? String(value) : nameOf(value);
}

/** Returns a full object id; undefined for a short one, and for the one that stands for none. */
export function revisionOf(value: unknown): Oid | undefined {
  const oid = typeof value === 'string' && value.length <= 64 ? parseOid(value.toLowerCase()) : undefined;
  return oid === undefined || isZeroOid(oid) ? undefined : oid;
}

/** Clocks that were never set say 1970, or the year 1: no CI is as old as this. */
const OLDEST = '2000-01-01';
/** As a count of seconds this is far in the future: it counts milliseconds. */
const MILLISECONDS_FROM = 100_000_000_000;

/** Reads a time: ISO 8601, the like with spaces (2016-08-12 15:23:28 UTC), or a count since 1970. */
export function timeOf(value: unknown): string | undefined {
  const time = parseTime(textOf(value));
  return time === undefined || time < OLDEST ? undefined : time;
}

function textOf(value: unknown): string {
  if (typeof value === 'number' && value >= 0)
    return String(Math.floor(value >= MILLISECONDS_FROM ? value / 1_000 : value));
  return typeof value === 'string' && value.length <= 64
    ? value.replace(' ', 'T').replace(/ ?(?:UTC|\+0000)$/, 'Z')
    : '';
}
