// What git calls a space: four bytes and no others, whatever the locale. JavaScript's trim() and \s
// take many more and would find trailers that git does not.

/** Tells whether git counts this byte as white space. */
export function isSpace(byte: string | undefined): boolean {
  return byte === ' ' || byte === '\n' || byte === '\t' || byte === '\r';
}

/** Tells whether nothing but white space stands between `from` and the end of that line. */
export function isBlankLine(text: string, from: number): boolean {
  let at = from;
  while (text[at] !== '\n' && isSpace(text[at])) at++;
  return at >= text.length || text[at] === '\n';
}

/** Returns the text between two places without the white space at its ends. */
export function trimSpace(text: string, from = 0, to = text.length): string {
  let [start, end] = [from, to];
  while (start < end && isSpace(text[start])) start++;
  while (end > start && isSpace(text[end - 1])) end--;
  return text.slice(start, end);
}

/** Returns the text without the white space at its end. */
export function trimSpaceEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace(text[end - 1])) end--;
  return text.slice(0, end);
}

/** Returns where the first line that is not blank begins: what git log takes for the message's start. */
export function skipBlankLines(text: string): number {
  let at = 0;
  while (at < text.length && isBlankLine(text, at)) at = lineAfter(text, at);
  return at;
}

/** Returns where the line after the one at `at` begins, or the text's length. */
export function lineAfter(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline + 1;
}
