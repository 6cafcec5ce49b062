// What is told where there is nothing to tell: why, because whoever set the sender up looks for its builds.
import { clip } from '../text/clip.ts';
import { textOf } from '../alert/read-fields.ts';
import { idOf } from './read-values.ts';
import type { Told } from './told.ts';

/** Tells that something says nothing of a line, and why. */
export function nothing(why: string): Told {
  return { kind: 'nothing', why };
}

/** Quotes a word of the sender's, whatever it is. */
export function quoteWord(said: unknown): string {
  const word = typeof said === 'boolean' ? String(said) : (textOf(said) ?? idOf(said));
  return `"${clip(word ?? '?', 50)}"`;
}
