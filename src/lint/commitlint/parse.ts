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
  const keywords = options.noteKeywords.join('|');
  const note = new RegExp(String.raw`^(?:\*\s+)?(?:${keywords}):`, 'i');
  // Both at once, at each line but the first: two questions for each line would take longer than all rules.
  const footer = new RegExp(String.raw`\n(?:(?:\*${BLANKS})?(?:${keywords}):|${TOKEN})`, 'i');
  return (raw) => new LazyMessage(raw, { headers: options.headers, note, footer });
}

/** White space within a line. */
const BLANKS = String.raw`[^\S\n]+`;

/** `Key: value` or `Key #12`. */
const TOKEN = `(?:BREAKING CHANGE|[\\w-]+)(?::${BLANKS}|${BLANKS}#).`;

const STARTS_WITH_TOKEN = new RegExp(`^${TOKEN}`, 'i');

interface Patterns {
  readonly headers: readonly Bang[];
  /** A line that is a note. */
  readonly note: RegExp;
  /** The newline above the first line of a footer. */
  readonly footer: RegExp;
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
  /** Body and footer with a newline above each line. */
  readonly #body: string;
  readonly #footer: string;
  readonly #note: RegExp;
  #rawLines: readonly string[] | undefined;

  constructor(raw: string, { headers, note, footer }: Patterns) {
    const text = readText(raw);
    const newline = text.indexOf('\n');
    const headerEnd = newline === -1 ? text.length : newline;
    const found = mayHoldFooter(text, headerEnd) ? text.search(footer) : -1;
    const bodyEnd = found === -1 ? text.length : found;
    const header = text.slice(0, headerEnd);
    const { type, scope, subject } = readHeader(header, headers);
    this.raw = raw;
    this.header = header || null;
    this.type = type;
    this.scope = scope;
    this.subject = subject;
    this.#body = text.slice(headerEnd, bodyEnd);
    this.#footer = text.slice(bodyEnd);
    this.#note = note;
    this.body = trimNewlines(this.#body) || null;
    this.footer = trimNewlines(this.#footer) || null;
  }

  get rawLines(): readonly string[] {
    return (this.#rawLines ??= splitLines(this.raw));
  }

  get hasReferences(): boolean {
    if (!this.raw.includes('#')) return false;
    if (hasReference(this.header ?? '', false)) return true;
    if (this.#body.split('\n').some((line) => hasReference(line, false))) return true;
    const lines = this.#footer.split('\n').slice(1);
    const notes = findNotes(lines, this.#note);
    return lines.some((line, at) => !notes.has(at) && hasReference(line, STARTS_WITH_TOKEN.test(line)));
  }
}

/** Most bodies hold neither sign, which is found out sooner than that no line begins a footer. */
function mayHoldFooter(text: string, from: number): boolean {
  return text.includes(':', from) || text.includes('#', from);
}

const SIGNATURE = /^\s*gpg:/;

/** The message without blank lines at its ends, and without carriage returns in front of newlines. */
function readText(raw: string): string {
  if (!/\S/.test(raw)) return '';
  const trimmed = trimNewlines(raw);
  const text = trimmed.includes('\r') ? trimmed.replaceAll('\r\n', '\n') : trimmed;
  if (!text.includes('gpg:')) return text;
  // commitlint leaves out what `git log --show-signature` would have put there.
  return text
    .split('\n')
    .filter((line) => !SIGNATURE.test(line))
    .join('\n');
}

/**
 * Finds the lines of a footer that are taken for notes, and are not searched for references. The line below the
 * first footer that follows a note is never one.
 */
function findNotes(lines: readonly string[], note: RegExp): ReadonlySet<number> {
  const notes = new Set<number>();
  let inNote = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (note.test(line)) {
      notes.add(at);
      inNote = true;
    } else if (inNote && STARTS_WITH_TOKEN.test(line)) {
      inNote = false;
      at += 1;
    }
  }
  return notes;
}
