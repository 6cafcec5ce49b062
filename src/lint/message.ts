// A commit message as rules look at it. Every view is made when a rule first asks for it: on a
// running line most messages are asked for their subject and nothing else.
import { decodeText } from '../rule/decode.ts';
import { parseTrailers, type Trailer } from './trailers.ts';
import { findTrailerBlock } from './trailer-block.ts';
import { isBlankLine, lineAfter, skipBlankLines, trimSpaceEnd } from './whitespace.ts';

export interface Message {
  /** The whole message as it was pushed, one character for each byte. */
  readonly bytes: string;
  /** git's `%s` as text: the lines of the first paragraph, joined by spaces. */
  readonly subject: string;
  /** All lines from the subject on, as bytes, without their newlines. */
  readonly lines: readonly string[];
  /** How many of `lines` make the subject. */
  readonly subjectLines: number;
  /** The lines between the subject and the trailers, as bytes; blank ones at both ends are left in. */
  readonly body: readonly string[];
  readonly trailers: readonly Trailer[];
  /** The lines that follow `body`: the trailer block, as bytes; blank ones at its end are left in. */
  readonly trailerLines: readonly string[];
  /** Turns a part of the message's bytes into text, by the commit's encoding. */
  decode(bytes: string): string;
}

/** Parses a message; `encoding` is the commit's header of that name. */
export function parseMessage(bytes: string, encoding?: string): Message {
  return new LazyMessage(bytes, encoding);
}

// A class, because an object literal with getters takes 2.2 µs to make where this takes 0.1, and a push may
// bring ten thousand messages.
class LazyMessage implements Message {
  readonly bytes: string;
  readonly #encoding: string | undefined;
  #title: Title | undefined;
  #subject: string | undefined;
  #lines: readonly string[] | undefined;
  #body: readonly string[] | undefined;
  #trailers: readonly Trailer[] | undefined;
  #trailerLines: readonly string[] | undefined;

  constructor(bytes: string, encoding: string | undefined) {
    this.bytes = bytes;
    this.#encoding = encoding;
  }

  get subject(): string {
    return (this.#subject ??= this.decode((this.#title ??= readTitle(this.bytes)).text));
  }

  get subjectLines(): number {
    return (this.#title ??= readTitle(this.bytes)).lines;
  }

  get lines(): readonly string[] {
    return (this.#lines ??= splitLines(this.bytes.slice(skipBlankLines(this.bytes))));
  }

  get body(): readonly string[] {
    return (this.#body ??= splitLines(
      bodyText(this.bytes.slice(skipBlankLines(this.bytes)), this.subjectLines),
    ));
  }

  get trailers(): readonly Trailer[] {
    return (this.#trailers ??= parseTrailers(this.bytes));
  }

  get trailerLines(): readonly string[] {
    return (this.#trailerLines ??= splitLines(trailerText(this.bytes.slice(skipBlankLines(this.bytes)))));
  }

  decode(bytes: string): string {
    return decodeText(bytes, this.#encoding);
  }
}

interface Title {
  readonly text: string;
  readonly lines: number;
}

/** git trims the end of each line of the first paragraph, and keeps what stands in front. */
function readTitle(bytes: string): Title {
  const parts: string[] = [];
  for (let at = skipBlankLines(bytes); at < bytes.length && !isBlankLine(bytes, at);) {
    const newline = bytes.indexOf('\n', at);
    const end = newline === -1 ? bytes.length : newline;
    parts.push(trimSpaceEnd(bytes.slice(at, end)));
    at = end + 1;
  }
  return { text: parts.join(' '), lines: parts.length };
}

function bodyText(text: string, subjectLines: number): string {
  let start = 0;
  for (let line = 0; line < subjectLines; line++) start = lineAfter(text, start);
  return text.slice(start, Math.max(start, findTrailerBlock(text).start));
}

function trailerText(text: string): string {
  const { start, end } = findTrailerBlock(text);
  return text.slice(start, end);
}

function splitLines(text: string): readonly string[] {
  const lines = text.split('\n');
  // What follows the last newline is no line; an empty message has none at all.
  if (lines.at(-1) === '') lines.pop();
  return lines;
}
