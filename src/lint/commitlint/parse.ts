// Takes a message apart the way commitlint does, which is not git's: the header is one line, and a footer
// begins at the first line that looks like `word: text`. Linear in the message's size.
import { readHeader, type Bang, type HeaderParts } from './header.ts';
import { splitLines, trimNewlines } from './lines.ts';
import { hasReference } from './references.ts';

/** What a preset says of how its messages are read. */
export interface ParserOptions {
  /** The ways to read a header, the first that fits. */
  readonly headers: readonly Bang[];
  /** The words, before a colon, that begin a footer whatever their case. */
  readonly noteKeywords: readonly string[];
}

/** How commitlint reads a message where no preset says otherwise. */
export const DEFAULT_PARSER: ParserOptions = { headers: ['refused'], noteKeywords: ['BREAKING CHANGE'] };

/** A part that is not there is null, or empty. */
export interface ParsedMessage extends HeaderParts {
  /** The whole message. */
  readonly raw: string;
  /** Its lines, blank ones at its ends too. */
  readonly rawLines: readonly string[];
  readonly header: string | null;
  readonly body: string | null;
  readonly footer: string | null;
  /** Whether it refers to any issue. */
  readonly hasReferences: boolean;
}

/** Prepares a parser for any number of messages. */
export function compileParser(options: ParserOptions): (raw: string) => ParsedMessage {
  const note = new RegExp(String.raw`^(?:\*\s+)?(?:${options.noteKeywords.join('|')}):`, 'i');
  return (raw) => new LazyMessage(raw, options.headers, note);
}

// A class, because object literals with getters are slow to make.
class LazyMessage implements ParsedMessage {
  readonly raw: string;
  readonly header: string | null;
  readonly type: string | null;
  readonly scope: string | null;
  readonly subject: string | null;
  readonly body: string | null;
  readonly footer: string | null;
  readonly #sections: Sections;
  #rawLines: readonly string[] | undefined;

  constructor(raw: string, ways: readonly Bang[], note: RegExp) {
    // commitlint leaves out what `git log --show-signature` would have put there.
    const text = raw.trim() === '' ? '' : trimNewlines(raw);
    const lines = splitLines(text).filter((line) => !SIGNATURE.test(line));
    this.raw = raw;
    this.header = lines[0] || null;
    const { type, scope, subject } = readHeader(this.header ?? '', ways);
    this.type = type;
    this.scope = scope;
    this.subject = subject;
    this.#sections = divide(lines, note);
    this.body = joinLines(this.#sections.body);
    this.footer = joinLines(this.#sections.footer);
  }

  get rawLines(): readonly string[] {
    return (this.#rawLines ??= splitLines(this.raw));
  }

  get hasReferences(): boolean {
    const { body, footer, notes } = this.#sections;
    if (hasReference(this.header ?? '', false)) return true;
    if (body.some((line) => hasReference(line, false))) return true;
    return footer.some((line, at) => !notes.has(at) && hasReference(line, FOOTER_TOKEN.test(line)));
  }
}

const SIGNATURE = /^\s*gpg:/;

/** `Key: value` or `Key #12`. */
const FOOTER_TOKEN = /^(?:BREAKING CHANGE|[\w-]+)(?::\s+|\s+#)./i;

interface Sections {
  readonly body: readonly string[];
  readonly footer: readonly string[];
  /** Which lines of the footer are taken for notes, and are not searched for references. */
  readonly notes: ReadonlySet<number>;
}

/** Divides the lines below the header: what begins a footer ends the body for good. */
function divide(lines: readonly string[], note: RegExp): Sections {
  const start = lines.findIndex((line, at) => at > 0 && (note.test(line) || FOOTER_TOKEN.test(line)));
  if (start === -1) return { body: lines.slice(1), footer: [], notes: new Set() };
  const footer = lines.slice(start);
  return { body: lines.slice(1, start), footer, notes: findNotes(footer, note) };
}

/** The line below the first footer that follows a note is never a note. */
function findNotes(footer: readonly string[], note: RegExp): ReadonlySet<number> {
  const notes = new Set<number>();
  let inNote = false;
  for (let at = 0; at < footer.length; at++) {
    const line = footer[at] ?? '';
    if (note.test(line)) {
      notes.add(at);
      inNote = true;
    } else if (inNote && FOOTER_TOKEN.test(line)) {
      inNote = false;
      at += 1;
    }
  }
  return notes;
}

function joinLines(lines: readonly string[]): string | null {
  return lines.length === 0 ? null : trimNewlines(lines.join('\n'));
}
