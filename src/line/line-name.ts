// The name of a production line.
import { invalid } from '../text/invalid.ts';

/** A line's name: a letter first, so that no line can be mistaken for a stop's number. */
export type LineName = string & { readonly __brand: 'LineName' };

const LINE_NAME = /^[A-Za-z][A-Za-z0-9._-]{0,62}$/;

/** What a line's name has to look like, in words for an error message. */
export const LINE_NAME_RULE = 'a letter, then up to 62 letters, digits, ".", "_" or "-"';

/** Returns the line name that `text` spells, or undefined. */
export function parseLineName(text: string): LineName | undefined {
  return LINE_NAME.test(text) ? (text as LineName) : undefined;
}

/** @throws {AndonError} `value-invalid` */
export function requireLineName(text: string): LineName {
  const name = parseLineName(text);
  if (name !== undefined) return name;
  throw invalid(`"${text}" is not the name of a line`, `A line's name is ${LINE_NAME_RULE}`);
}
