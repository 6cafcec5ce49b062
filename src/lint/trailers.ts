// The trailers of a commit message, exactly those that `git log --format='%(trailers:only,unfold)'`
// shows: a gate that saw more, or fewer, could be argued with.
import { findSeparator, findTrailerBlock } from './trailer-block.ts';
import { isSpace, lineAfter, skipBlankLines, trimSpace } from './whitespace.ts';

/** Key and value as bytes, one character each. Keys are compared without regard to case. */
export interface Trailer {
  readonly key: string;
  readonly value: string;
}

/** Reads the trailers of a message, in their order; a value on several lines becomes one line. */
export function parseTrailers(message: string): readonly Trailer[] {
  // Most messages have no trailer, and many no colon.
  if (!message.includes(':')) return [];
  const text = message.slice(skipBlankLines(message));
  const { start, end } = findTrailerBlock(text);
  const trailers: Trailer[] = [];
  for (let at = start; at < end;) {
    const separator = findSeparator(text, at);
    let next = lineAfter(text, at);
    if (separator !== -1) {
      while (next < end && isSpace(text[next])) next = lineAfter(text, next);
      trailers.push({
        key: trimSpace(text, at, separator),
        value: unfold(trimSpace(text, separator + 1, next)),
      });
    }
    at = next;
  }
  return trailers;
}

/** Returns the trailers of one key, in their order. */
export function trailersNamed(trailers: readonly Trailer[], key: string): readonly Trailer[] {
  const wanted = key.toLowerCase();
  return trailers.filter((trailer) => trailer.key.toLowerCase() === wanted);
}

function unfold(value: string): string {
  return value.includes('\n') ? value.replaceAll(/\n[ \t\r\n]*/g, ' ') : value;
}
