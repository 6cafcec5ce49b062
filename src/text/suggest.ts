// The end of a sentence about a word that is none of those expected.
import { nearest } from './nearest.ts';

/** Says which one may be meant, or else which there are. */
export function suggest(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  return near === undefined ? `, expected one of ${candidates.join(', ')}` : `, did you mean ${near}?`;
}
