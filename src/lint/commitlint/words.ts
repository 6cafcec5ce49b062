// Splits text into words where letter case or punctuation parts them, as the functions do that commitlint
// takes its cases from. One look at each character: no pattern that could go back.

/**
 * Returns the words of a text: `fooBar 12th` has `foo`, `Bar`, `12th`. Latin letters with accents count as
 * their own kind here, and combining marks as punctuation (see letter-case.ts).
 */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  for (let at = 0; at < text.length;) {
    const end = findWordEnd(text, at);
    if (end > at) words.push(text.slice(at, end));
    at = Math.max(end, at + 1);
  }
  return words;
}

type Kind = 'upper' | 'lower' | 'digit' | 'break' | 'picture' | 'surrogate' | 'other' | 'end';

function kindAt(text: string, at: number): Kind {
  if (at >= text.length) return 'end';
  const code = text.charCodeAt(at);
  if (code >= 0x61 && code <= 0x7a) return 'lower';
  if (code >= 0x41 && code <= 0x5a) return 'upper';
  if (code >= 0x30 && code <= 0x39) return 'digit';
  if (code <= 0xbf || BREAKS.has(code) || (code >= 0x2000 && code <= 0x206f)) return 'break';
  if (code >= 0x2700 && code <= 0x27bf) return 'picture';
  return code >= 0xd800 && code <= 0xdfff ? 'surrogate' : 'other';
}

/** Signs of multiplication and division, and white space beyond Latin-1. */
const BREAKS = new Set([0xd7, 0xf7, 0x1680, 0x180e, 0x3000, 0xfeff]);

/** Returns where the word that begins here ends; the same place where none does. */
function findWordEnd(text: string, at: number): number {
  switch (kindAt(text, at)) {
    case 'upper':
    case 'lower':
    case 'other':
      return findLettersEnd(text, at);
    case 'digit':
      return findNumberEnd(text, at);
    case 'picture':
    case 'surrogate':
      return findPictureEnd(text, at);
    case 'break':
    case 'end':
      return at;
  }
}

/** `Word`, then `WORD` up to the capital of the next, then letters of any script, then capitals. */
function findLettersEnd(text: string, at: number): number {
  const afterCapital = kindAt(text, at) === 'upper' ? at + 1 : at;
  const lowerEnd = skip(text, afterCapital, ['lower']);
  if (lowerEnd > afterCapital && ['break', 'upper', 'end'].includes(kindAt(text, lowerEnd))) return lowerEnd;
  const acronymEnd = findAcronymEnd(text, at);
  if (acronymEnd > at) return acronymEnd;
  const mixedEnd = skip(text, afterCapital, ['lower', 'other']);
  return mixedEnd > afterCapital ? mixedEnd : skip(text, at, ['upper']);
}

/** Of `HTTPServer`, the end of `HTTP`: the last place at which capitals end or a new word begins. */
function findAcronymEnd(text: string, at: number): number {
  const end = skip(text, at, ['upper', 'other']);
  for (let place = end; place > at; place--) {
    const next = kindAt(text, place);
    if (next === 'break' || next === 'end') return place;
    if (next === 'upper' && ['lower', 'other'].includes(kindAt(text, place + 1))) return place;
  }
  return at;
}

/** Digits, with the ending of an ordinal number where they have theirs: `1st`, `22ND`, `4th`. */
function findNumberEnd(text: string, at: number): number {
  const end = skip(text, at, ['digit']);
  const ending = text.slice(end, end + 2);
  const wanted = { 1: 'st', 2: 'nd', 3: 'rd' }[text[end - 1] ?? ''] ?? 'th';
  const next = text[end + 2] ?? '';
  if (ending === wanted && /^[^a-z0-9]?$/.test(next)) return end + 2;
  return ending === wanted.toUpperCase() && /^[^A-Z0-9]?$/.test(next) ? end + 2 : end;
}

function skip(text: string, from: number, kinds: readonly Kind[]): number {
  let at = from;
  while (kinds.includes(kindAt(text, at))) at++;
  return at;
}

/** A sign, flag or astral character, with those that a zero-width joiner ties to it. */
function findPictureEnd(text: string, at: number): number {
  let end = kindAt(text, at) === 'picture' ? at + 1 : skipPair(text, at);
  if (end === at) return at;
  for (;;) {
    end = skipVariant(text, end);
    if (text[end] !== '\u200d' || end + 1 >= text.length) return end;
    const joined = kindAt(text, end + 1) === 'surrogate' ? skipPair(text, end + 1) : end + 2;
    if (joined === end + 1) return end;
    end = joined;
  }
}

/** Two code units that are one character, or four that are a flag. */
function skipPair(text: string, at: number): number {
  if ((text.codePointAt(at) ?? 0) <= 0xffff) return at;
  return isFlagPart(text, at) && isFlagPart(text, at + 2) ? at + 4 : at + 2;
}

function isFlagPart(text: string, at: number): boolean {
  const point = text.codePointAt(at) ?? 0;
  return point >= 0x1f1e6 && point <= 0x1f1ff;
}

/** A variation selector, then the tone of a skin. */
function skipVariant(text: string, at: number): number {
  const after = text[at] === '\ufe0e' || text[at] === '\ufe0f' ? at + 1 : at;
  const tone = text.codePointAt(after) ?? 0;
  return tone >= 0x1f3fb && tone <= 0x1f3ff ? after + 2 : after;
}
