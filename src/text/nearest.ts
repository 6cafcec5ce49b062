// Guesses what a mistyped key was meant to be.

/** Returns the candidate that is the fewest edits away from `key`, or undefined where none is near. */
export function nearest(key: string, candidates: readonly string[]): string | undefined {
  const limit = Math.max(1, Math.floor(key.length / 3));
  let best: { readonly candidate: string; readonly edits: number } | undefined;
  for (const candidate of candidates) {
    // Nothing whose length differs by more can be near, and a key may be a megabyte long.
    if (Math.abs(candidate.length - key.length) > limit) continue;
    const edits = countEdits(key.toLowerCase(), candidate.toLowerCase());
    if (edits <= limit && edits < (best?.edits ?? Infinity)) best = { candidate, edits };
  }
  return best?.candidate;
}

// Levenshtein's distance, in which two neighbours that changed places are one edit: the most
// common slip of a typing hand.
function countEdits(from: string, to: string): number {
  let before: number[] = [];
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      current[column] = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (before[column - 2] ?? 0) + 1 : Infinity,
      );
    }
    [before, above] = [above, current];
  }
  return above[to.length] ?? 0;
}
