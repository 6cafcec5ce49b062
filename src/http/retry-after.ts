// How long a server wants to be left alone (RFC 9110, section 10.2.3). Whatever it says is a stranger's word.

const SECONDS = /^\d{1,15}$/;
/** The one form of a date that is written, and the two that are still to be read (section 5.6.7). */
const DATES = [
  /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]+day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/,
  /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/,
];

/** Reads a Retry-After field in milliseconds from `now`, at least 0; undefined where it is none. */
export function parseRetryAfter(field: unknown, now: number): number | undefined {
  if (typeof field !== 'string') return undefined;
  if (SECONDS.test(field)) return Number(field) * 1_000;
  if (!DATES.some((form) => form.test(field))) return undefined;
  const date = Date.parse(field.endsWith('GMT') ? field : `${field} GMT`);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
