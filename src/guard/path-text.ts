// Shows paths to people.
import { decodeText } from '../rule/decode.ts';

const LONGEST_PATH = 200;

/** Returns a path in quotes, as text that may still hold anything (see escape.ts); a long one loses its beginning. */
export function quotePath(path: string): string {
  const text = decodeText(path);
  return text.length > LONGEST_PATH ? `"...${text.slice(-LONGEST_PATH)}"` : `"${text}"`;
}
