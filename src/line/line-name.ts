// The name of a production line.
import { NAME } from '../text/name.ts';

/** A line's name: a letter first, so that no line can be mistaken for a stop's number. */
export type LineName = string & { readonly __brand: 'LineName' };

/** Returns the line name that `text` spells, or undefined. */
export function parseLineName(text: string): LineName | undefined {
  return NAME.test(text) ? (text as LineName) : undefined;
}
