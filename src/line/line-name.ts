// The name of a production line.
import { invalid } from '../text/invalid.ts';
import { NAME, NAME_RULE } from '../text/name.ts';

/** A line's name: a letter first, so that no line can be mistaken for a stop's number. */
export type LineName = string & { readonly __brand: 'LineName' };

/** Returns the line name that `text` spells, or undefined. */
export function parseLineName(text: string): LineName | undefined {
  return NAME.test(text) ? (text as LineName) : undefined;
}

/** @throws {AndonError} `value-invalid` */
export function requireLineName(text: string): LineName {
  const name = parseLineName(text);
  if (name !== undefined) return name;
  throw invalid(`"${text}" is not the name of a line`, `A line's name is ${NAME_RULE}`);
}
