// Looks for a word without a pattern: admins write the words, strangers write the text.

const LETTER = /[\p{L}\p{N}_]/u;

/** Tells whether `word` stands in `text` with no letter or digit on either side. */
export function findWord(text: string, word: string): boolean {
  if (word === '') return false;
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!LETTER.test(text[at - 1] ?? ' ') && !LETTER.test(text[at + word.length] ?? ' ')) return true;
  }
  return false;
}
