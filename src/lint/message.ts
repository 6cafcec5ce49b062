// A commit message as rules look at it. Every view is made when a rule first asks for it: on a
// running line most messages are asked for their subject and nothing else.
import { decodeText } from './decode.ts';
import { parseTrailers, type Trailer } from './trailers.ts';
import { isBlankLine, skipBlankLines, trimSpaceEnd } from './whitespace.ts';

export interface Message {
  /** The whole message as it was pushed, one character for each byte. */
  readonly bytes: string;
  /** git's `%s` as text: the lines of the first paragraph, joined by spaces. */
  readonly subject: string;
  /** All lines from the subject on, as bytes, without their newlines. */
  readonly lines: readonly string[];
  /** How many of `lines` make the subject. */
  readonly subjectLines: number;
  readonly trailers: readonly Trailer[];
  /** Turns a part of the message's bytes into text, by the commit's encoding. */
  readonly decode: (bytes: string) => string;
}

/** Parses a message; `encoding` is the commit's header of that name. */
export function parseMessage(bytes: string, encoding?: string): Message {
  const decode = (part: string): string => decodeText(part, encoding);
  const title = once(() => readTitle(bytes));
  const subject = once(() => decode(title().text));
  const lines = once(() => splitLines(bytes.slice(skipBlankLines(bytes))));
  const trailers = once(() => parseTrailers(bytes));
  return {
    bytes,
    decode,
    get subject() {
      return subject();
    },
    get subjectLines() {
      return title().lines;
    },
    get lines() {
      return lines();
    },
    get trailers() {
      return trailers();
    },
  };
}

/** git trims the end of each line of the first paragraph, and keeps what stands in front. */
function readTitle(bytes: string): { text: string; lines: number } {
  const parts: string[] = [];
  for (let at = skipBlankLines(bytes); at < bytes.length && !isBlankLine(bytes, at);) {
    const newline = bytes.indexOf('\n', at);
    const end = newline === -1 ? bytes.length : newline;
    parts.push(trimSpaceEnd(bytes.slice(at, end)));
    at = end + 1;
  }
  return { text: parts.join(' '), lines: parts.length };
}

function splitLines(text: string): readonly string[] {
  const lines = text.split('\n');
  // What follows the last newline is no line; an empty message has none at all.
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
