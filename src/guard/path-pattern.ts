// Patterns over paths, as gitignore(5) and gitattributes(5) have them: read at a glance, and matched in
// time that no path and no pattern can blow up.
import { parseSegment } from './glob-segment.ts';
import type { Segment } from './glob-segment.ts';

export interface PathPattern {
  readonly source: string;
  /** @param path bytes as a binary string, without a slash at its start */
  matches(path: string): boolean;
}

/**
 * Compiles a pattern: `*` stands for any bytes inside one name, `?` for one, `[...]` for one of these, `**`
 * for any folders. Without a slash, other than at its end, it fits names at any depth; with a slash at its
 * end it fits all that lies below.
 */
export function compilePathPattern(source: string): PathPattern {
  return compilePathBytes(Buffer.from(source, 'utf8').toString('latin1'), source);
}

/** The same for a pattern that was pushed, and is bytes. */
export function compilePathBytes(bytes: string, source = bytes): PathPattern {
  const below = bytes.endsWith('/') ? `${bytes}**` : bytes;
  const atAnyDepth = !bytes.slice(0, -1).includes('/');
  const parts = (atAnyDepth ? `**/${below}` : below.replace(/^\//, '')).split('/');
  const segments = parts.map((part) => (/^\*{2,}$/.test(part) ? undefined : parseSegment(part)));
  return { source, matches: (path) => matchSegments(segments, path.split('/')) };
}

// Only the last "**" is ever tried again: what an earlier one could take, the last one can take as well.
// So the cost is at most the product of both lengths.
function matchSegments(pattern: readonly (Segment | undefined)[], names: readonly string[]): boolean {
  let [at, name, star, starName] = [0, 0, -1, 0];
  while (name < names.length) {
    const segment = pattern[at];
    if (at < pattern.length && segment === undefined) [star, starName, at] = [at, name, at + 1];
    else if (segment?.(names[name] ?? '') === true) [at, name] = [at + 1, name + 1];
    else if (star !== -1) [starName, at, name] = [starName + 1, star + 1, starName + 1];
    else return false;
  }
  return at === pattern.length;
}

const compiled = new WeakMap<readonly string[], readonly PathPattern[]>();

/** Compiles a list of patterns, once for each list: rules have theirs from the configuration, and judge many commits. */
function compilePaths(sources: readonly string[]): readonly PathPattern[] {
  let patterns = compiled.get(sources);
  if (patterns === undefined)
    compiled.set(sources, (patterns = sources.map((each) => compilePathPattern(each))));
  return patterns;
}

/** Tells whether a path is on a list of patterns. */
export function isListed(path: string, sources: readonly string[]): boolean {
  return compilePaths(sources).some((pattern) => pattern.matches(path));
}
