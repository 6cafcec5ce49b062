// Patterns that say which refs a line has. Globs, not regular expressions: they are read at a
// glance, and matching takes linear time whatever the pushed name is.
import { parseRefName } from './ref-name.ts';
import type { RefName } from './ref-name.ts';

/** A compiled ref pattern. */
export interface RefPattern {
  readonly source: string;
  readonly matches: (ref: RefName) => boolean;
}

/** Tells whether a pattern could fit a ref: it is sound where the name is that it turns into when its stars are letters. */
export function isRefPattern(source: string): boolean {
  return parseRefName(Buffer.from(source.replaceAll('*', 'x'), 'utf8').toString('latin1')) !== undefined;
}

/**
 * Compiles a pattern over full ref names: `*` stands for any run of bytes inside one component, `**`
 * for any run at all; every other character stands for itself. `HEAD` is not a pattern: the caller
 * puts the repository's default branch in its place.
 */
export function compileRefPattern(source: string): RefPattern {
  const bytes = Buffer.from(source, 'utf8').toString('latin1');
  if (!bytes.includes('*')) return { source, matches: (ref) => ref === bytes };
  const steps = bytes.split(/(\*\*|\*)/);
  return { source, matches: (ref) => matchSteps(steps, ref) };
}

// Keeps the set of positions the steps so far can reach, so the cost is bounded by
// steps x length, with no backtracking for a hostile name to provoke.
function matchSteps(steps: readonly string[], ref: string): boolean {
  let positions = new Set<number>([0]);
  for (const step of steps) {
    const next = new Set<number>();
    for (const at of positions) {
      if (step === '**') {
        for (let end = at; end <= ref.length; end++) next.add(end);
        break; // positions are in ascending order: the first one reaches all the others reach
      }
      if (step === '*') {
        for (let end = at; end <= ref.length && !next.has(end); end++) {
          next.add(end);
          if (ref[end] === '/') break;
        }
      } else if (ref.startsWith(step, at)) next.add(at + step.length);
    }
    positions = next;
    if (positions.size === 0) return false;
  }
  return positions.has(ref.length);
}
