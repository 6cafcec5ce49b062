// Where the trailers of a commit message stand. Written after git's trailer.c, under its default
// configuration, because what git shows as a trailer is what people take for one.
import { findLogEnd } from './log-end.ts';
import { isBlankLine, isSpace, lineAfter } from './whitespace.ts';

/** Offsets into the message; empty, at the message's end, where there is no block. */
export interface TrailerBlock {
  readonly start: number;
  readonly end: number;
}

/** Lines that git itself writes: one of them makes a block of a paragraph that is not all trailers. */
const GIT_GENERATED = ['Signed-off-by: ', '(cherry picked from commit '];

/**
 * Finds the trailer block of a message that has no leading blank lines. It is the last paragraph, never the
 * first; either all its lines are trailers and their continuations, or one is git's own and at least a
 * quarter are trailers. Comments count for neither side.
 */
export function findTrailerBlock(message: string): TrailerBlock {
  const end = findLogEnd(message);
  const titleEnd = findTitleEnd(message, end);
  let trailers = 0;
  let others = 0;
  let generated = false;
  let started = false; // below the paragraph there may be blank lines
  let continuations = 0; // indented lines, until the line above says what they continue

  for (let at = lineBefore(message, end); at >= titleEnd; at = lineBefore(message, at)) {
    if (message[at] === '#') {
      others += continuations;
      continuations = 0;
    } else if (isBlankLine(message, at)) {
      if (!started) continue;
      others += continuations;
      const found = generated ? trailers * 3 >= others : trailers > 0 && others === 0;
      return { start: found ? lineAfter(message, at) : end, end };
    } else {
      started = true;
      const own = GIT_GENERATED.some((prefix) => message.startsWith(prefix, at));
      generated ||= own;
      if (own || findSeparator(message, at) !== -1) {
        trailers += 1;
        continuations = 0;
      } else if (isSpace(message[at])) {
        continuations += 1;
      } else {
        others += 1 + continuations;
        continuations = 0;
      }
    }
  }
  return { start: end, end };
}

/** Returns the offset of the blank line that ends the first paragraph, or `end`. */
function findTitleEnd(message: string, end: number): number {
  let at = 0;
  while (at < end && !isBlankLine(message, at)) at = lineAfter(message, at);
  return at;
}

/** Returns where the line that ends at `end` begins, or -1 at the start of the message. */
function lineBefore(message: string, end: number): number {
  // lastIndexOf takes a negative place for 0 and would find a newline there again and again.
  if (end < 2) return end - 1;
  return message.lastIndexOf('\n', end - 2) + 1;
}

/**
 * Returns the offset of the colon after the key that starts at `from`, or -1 where that line is no trailer.
 * A key has letters, digits and hyphens; blanks may stand between it and the colon.
 */
export function findSeparator(text: string, from: number): number {
  let at = from;
  while (isKeyByte(text.charCodeAt(at))) at++;
  if (at === from) return -1;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return text[at] === ':' ? at : -1;
}

function isKeyByte(code: number): boolean {
  const lower = code | 0x20;
  return (lower >= 0x61 && lower <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x2d;
}
