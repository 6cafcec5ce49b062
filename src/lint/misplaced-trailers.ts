// Finds lines that were meant as one of andon's trailers and that git does not take for one. It
// guesses what people meant, so it never decides whether a trailer is there: parseTrailers does.
import type { Message } from './message.ts';
import { findSeparator, findTrailerBlock } from './trailer-block.ts';
import { isBlankLine, lineAfter, skipBlankLines, trimSpace } from './whitespace.ts';

/** Which of git's rules the line fails, in words that follow a colon. */
export const REASONS = {
  spelling: 'its key has to be one word, spelled with a hyphen',
  subject: 'it stands in the subject; it has to stand in the last paragraph',
  'no-blank-line': 'no blank line stands above it; it needs one, with nothing but trailers below',
  'text-beside': 'its paragraph also holds other text; trailers need a paragraph of their own',
  'paragraph-after': 'another paragraph follows it; it has to stand in the last one',
  'below-end': 'it stands below the scissors or comment line that ends the message; it has to stand above',
} as const;

export interface MisplacedTrailer {
  readonly key: 'Fixes-Build' | 'Andon-Override';
  /** The key as the message has it. */
  readonly written: string;
  /** As bytes. */
  readonly value: string;
  readonly reason: keyof typeof REASONS;
}

const SOMEWHERE = /(?:fixes|andon)[-_ \t]{0,3}(?:build|override)[ \t]*:/i;
const LINE = /^(fixes[-_ \t]{0,3}build|andon[-_ \t]{0,3}override)[ \t]*:/i;
const IN_SUBJECT = /(?:^|[^A-Za-z0-9-])(fixes-build|andon-override)[ \t]*:/i;

/** Returns up to `limit` such lines, in their order, each key and value once. */
export function findMisplacedTrailers(message: Message, limit: number): readonly MisplacedTrailer[] {
  if (!SOMEWHERE.test(message.bytes)) return [];
  const text = message.bytes.slice(skipBlankLines(message.bytes));
  const judgePlace = locate(text, message.subjectLines);
  // What is there as a trailer as well is no mistake; a key without a value lacks nothing then.
  const seen = new Set(
    message.trailers.flatMap(({ key, value }) => [`${key}: ${value}`, `${key}: `].map(foldKey)),
  );
  const found: MisplacedTrailer[] = [];
  for (let at = 0; at < text.length && found.length < limit; at = lineAfter(text, at)) {
    const meant = readMeant(text.slice(at, lineAfter(text, at)), at === 0);
    if (meant === undefined) continue;
    const id = foldKey(`${meant.key}: ${meant.value}`);
    const reason = judgePlace(at, meant.written);
    if (reason === 'none' || seen.has(id)) continue;
    seen.add(id);
    found.push({ ...meant, reason });
  }
  return found;
}

/** Keys are compared without regard to case, values are not. */
function foldKey(trailer: string): string {
  return trailer.replace(/^[^:]*/, (key) => key.toLowerCase());
}

/** Reads what a line was meant to say; undefined where it says something else. */
function readMeant(line: string, isFirst: boolean): Omit<MisplacedTrailer, 'reason'> | undefined {
  const match = (isFirst ? IN_SUBJECT.exec(line) : null) ?? LINE.exec(line);
  if (match === null) return undefined;
  const written = match[1] ?? '';
  const rest = trimSpace(line, match.index + match[0].length);
  if (/^a/i.test(written)) return { key: 'Andon-Override', written, value: rest };
  // "Fixes build: the linker was missing" is prose; a stop, a build or a commit has a digit and no blank.
  if (!written.includes('-') && !/^\S*\d\S*$/.test(rest)) return undefined;
  const value = isFirst ? (/^[^\s,;)\]]*/.exec(rest)?.[0] ?? '') : rest;
  return { key: 'Fixes-Build', written, value };
}

/** Prepares the question which rule of git a trailer at an offset fails. */
function locate(
  text: string,
  subjectLines: number,
): (at: number, key: string) => keyof typeof REASONS | 'none' {
  const { start, end } = findTrailerBlock(text);
  let titleEnd = 0;
  for (let count = 0; count < subjectLines; count++) titleEnd = lineAfter(text, titleEnd);
  const lastParagraph = findLastParagraph(text, end);
  return (at, key) => {
    if (at === 0) return 'subject';
    if (at >= end) return 'below-end';
    if (!/^[a-z]+-[a-z]+$/i.test(key)) return 'spelling';
    if (at < titleEnd) return 'no-blank-line';
    if (at >= start) return 'none';
    if (at < lastParagraph) return 'paragraph-after';
    return at > lastParagraph && findSeparator(text, lastParagraph) === -1 ? 'no-blank-line' : 'text-beside';
  };
}

function findLastParagraph(text: string, end: number): number {
  let at = end;
  const above = (): number => (at < 2 ? 0 : text.lastIndexOf('\n', at - 2) + 1);
  while (at > 0 && isBlankLine(text, above())) at = above();
  while (at > 0 && !isBlankLine(text, above())) at = above();
  return at;
}
