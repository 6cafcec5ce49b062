// Puts an end to the length of a text.

/** Cuts between code points, and says that it did: half a character is none. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${text
    .slice(0, most)
    .toWellFormed()
    .replace(/\ufffd$/, '')}...`;
}
