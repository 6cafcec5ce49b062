// Numbers of things, as people say them.

/** Writes a number and what it counts: "1 commit", "2 commits". */
export function countOf(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : /(?:sh|ch|s|x)$/.test(what) ? 'es' : 's'}`;
}
