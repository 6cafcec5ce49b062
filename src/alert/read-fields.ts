// Reads values of any kind and size as words that may enter the journal: one line, of limited length, and text
// that every encoder takes.
import { clip } from '../text/clip.ts';
import { linkOf } from '../text/link.ts';

const LONGEST_TEXT = 500;
const LONGEST_NAME = 200;
/** No more is looked at. */
const MOST_READ = 10_000;

/** Returns the fields of an object; none of anything else. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** Returns a text as one line, cut where it is long; undefined where it says nothing. */
export function textOf(value: unknown): string | undefined {
  const line = lineOf(value);
  return line === undefined ? undefined : clip(line, LONGEST_TEXT);
}

/** Returns a name; undefined where it is none, or too long: two names that are cut may become one. */
export function nameOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= LONGEST_NAME ? lineOf(value) : undefined;
}

/** Returns what may be spread into a report: its link, where the value is one. */
export function urlOf(value: unknown): { readonly url?: string } {
  const url = typeof value === 'string' && value.length <= MOST_READ ? linkOf(value) : undefined;
  return url === undefined ? {} : { url };
}

function lineOf(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const line = value
    .slice(0, MOST_READ)
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  return line === '' ? undefined : line;
}
