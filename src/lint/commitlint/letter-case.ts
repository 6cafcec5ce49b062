// Tells whether a text is in one of commitlint's cases: whether writing it in that case would change it.
import { splitWords } from './words.ts';

/** Every name of a case that commitlint takes, the first of several being the usual one. */
export const CASES = [
  'lower-case',
  'upper-case',
  'sentence-case',
  'camel-case',
  'kebab-case',
  'pascal-case',
  'snake-case',
  'start-case',
  'lowercase',
  'lowerCase',
  'uppercase',
  'sentencecase',
] as const;

export type LetterCase = (typeof CASES)[number];

/** What stands in quotes on one line may be a proper name. A quote without another is passed over once. */
const QUOTED = /(["'`]).*?\1/g;

/** Returns the text without what commitlint leaves out of account: quotations, and blanks at the ends. */
export function withoutQuotations(text: string): string {
  return (/["'`]/.test(text) ? text.replaceAll(QUOTED, '') : text).trim();
}

/** Prepares the question whether text without quotations is in that case; text without letters is in any. */
export function compileCase(letterCase: LetterCase): (text: string) => boolean {
  const isRaised = RAISED.has(letterCase);
  const isSingleWord = SINGLE_WORDS.has(letterCase);
  return (text) => {
    // The first letter answers for most texts, and a blank for most of the others.
    if (isRaised ? startsInLower(text) : startsInUpper(text)) return false;
    if (isSingleWord && PROSE.test(text)) return false;
    const written = writeInCase(text, letterCase);
    return written === text || written === '' || /^\d/.test(written);
  };
}

/** The cases that begin with a capital. */
const RAISED: ReadonlySet<LetterCase> = new Set([
  'pascal-case',
  'sentence-case',
  'sentencecase',
  'start-case',
  'upper-case',
  'uppercase',
]);

const SINGLE_WORDS: ReadonlySet<LetterCase> = new Set([
  'camel-case',
  'kebab-case',
  'pascal-case',
  'snake-case',
]);

/** A letter, and a blank somewhere behind it; a joiner may tie the blank to a sign. */
const PROSE = /^[A-Za-z][^\s\u200d]*\s/;

function startsInLower(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 0x61 && code <= 0x7a;
}

function startsInUpper(text: string): boolean {
  const code = text.charCodeAt(0);
  return code >= 0x41 && code <= 0x5a;
}

function writeInCase(text: string, letterCase: LetterCase): string {
  switch (letterCase) {
    case 'lower-case':
    case 'lowercase':
    case 'lowerCase':
      return text.toLowerCase();
    case 'upper-case':
    case 'uppercase':
      return text.toUpperCase();
    case 'sentence-case':
    case 'sentencecase':
      return raiseFirst(text);
    case 'camel-case':
      return lowerFirstWord(wordsOf(text));
    case 'pascal-case':
      return raiseFirst(lowerFirstWord(wordsOf(text)));
    case 'kebab-case':
      return wordsOf(text).join('-').toLowerCase();
    case 'snake-case':
      return wordsOf(text).join('_').toLowerCase();
    case 'start-case':
      return wordsOf(text).map(raiseFirstPoint).join(' ');
  }
}

/** Marks that are taken off before words are looked for. */
const DROPPED = /['\u2019]|[\u0300-\u036f\u20d0-\u20ff\ufe20-\ufe2f]/g;

/** Words lose their Latin accents: no text with one equals what is written of it. */
const ACCENTED = /[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f]/g;

function wordsOf(text: string): readonly string[] {
  return splitWords(text.replaceAll(DROPPED, '').replaceAll(ACCENTED, 'a'));
}

function lowerFirstWord([first = '', ...rest]: readonly string[]): string {
  return first.toLowerCase() + rest.map((word) => raiseFirst(word.toLowerCase())).join('');
}

function raiseFirst(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function raiseFirstPoint(word: string): string {
  const first = String.fromCodePoint(word.codePointAt(0) ?? 0);
  return first.toUpperCase() + word.slice(first.length);
}
