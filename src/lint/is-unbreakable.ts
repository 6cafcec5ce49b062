// Which long lines nobody can wrap: a word without a break, and a link behind one word, as in "[1] https://...",
// "- https://..." or the trailer "Link: https://...".

/**
 * Tells whether a line of text has no place at which it could be broken. Words are split and no pattern is
 * tried on the whole line: a pattern that looks for the link again from each letter of a long word takes
 * minutes for a megabyte.
 */
export function isUnbreakable(line: string): boolean {
  const [first, second, third] = line.trim().split(/\s+/, 3);
  if (first === undefined || second === undefined) return true;
  return third === undefined && LINK.test(second);
}

const LINK = /^\w+:\/\//;
