// Lengths as people count them.

/** Counts Unicode code points, without making an array of them. */
export function countCharacters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; count++) at += (text.codePointAt(at) ?? 0) > 0xff_ff ? 2 : 1;
  return count;
}
