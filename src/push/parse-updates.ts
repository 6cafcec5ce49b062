// Reads what git writes to pre-receive and post-receive: `<old> SP <new> SP <ref> LF` for each ref.
// Names reach the hook before git checks them, so every byte is hostile: one bad line refuses the push.
import { parseOid } from '../ref/oid.ts';
import type { Oid } from '../ref/oid.ts';
import { parseRefName } from '../ref/ref-name.ts';
import type { RefName } from '../ref/ref-name.ts';

/** One line as it came; `claimedOld` is the client's claim and may be anything. */
export interface RefUpdate {
  readonly claimedOld: Oid;
  readonly new: Oid;
  readonly ref: RefName;
}

export type ParsedUpdates =
  | { readonly kind: 'updates'; readonly updates: readonly RefUpdate[] }
  | { readonly kind: 'malformed'; readonly problem: string };

/** The most bytes a hook reads for `refs` ref updates: two ids, a name of at most 4096 bytes and three separators. */
export function longestInput(refs: number): number {
  return refs * (2 * 64 + 4096 + 3);
}

/** Parses a hook's standard input (githooks(5), pre-receive), at most `maxRefs` lines. */
export function parseUpdates(input: Buffer, maxRefs: number): ParsedUpdates {
  const text = input.toString('latin1');
  if (text === '') return { kind: 'updates', updates: [] };
  if (!text.endsWith('\n')) return malformed('The last ref update does not end with a newline');
  const seen = new Set<RefName>();
  const updates: RefUpdate[] = [];
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    if (updates.length === maxRefs)
      return malformed(`The push moves more than ${maxRefs} refs; push fewer at a time`);
    const update = parseLine(text.slice(start, end));
    if (typeof update === 'string') return malformed(`Ref update ${updates.length + 1} ${update}`);
    if (seen.has(update.ref))
      return malformed(`Ref update ${updates.length + 1} moves a ref twice; a push may move each once`);
    seen.add(update.ref);
    updates.push(update);
    start = end + 1;
  }
  return { kind: 'updates', updates };
}

function parseLine(line: string): RefUpdate | string {
  const first = line.indexOf(' ');
  const second = line.indexOf(' ', first + 1);
  if (first < 0 || second < 0) return 'is not of the form "<old> <new> <ref>"';
  const claimedOld = parseOid(line.slice(0, first));
  const newOid = parseOid(line.slice(first + 1, second));
  if (claimedOld === undefined || newOid === undefined || claimedOld.length !== newOid.length)
    return 'has no object ids where they have to stand';
  const ref = parseRefName(line.slice(second + 1));
  if (ref === undefined) return 'has no ref name that git accepts (see "git help check-ref-format")';
  return { claimedOld, new: newOid, ref };
}

function malformed(problem: string): ParsedUpdates {
  return { kind: 'malformed', problem };
}
