// Reads one raw commit object, strictly: where a lenient reader guesses, the sender chooses what we
// see and what git shows. It must not know where the bytes come from.
import type { Oid } from '../ref/oid.ts';
import { parseOid } from '../ref/oid.ts';
import { isReadableEncoding } from './commit-encoding.ts';
import { isIdent } from './ident.ts';

export interface Commit {
  readonly oid: Oid;
  readonly parents: readonly Oid[];
  /** `name <address> seconds zone`, as bytes. */
  readonly author: string;
  readonly committer: string;
  /** The `encoding` header: what the message's bytes are, when they are not UTF-8. */
  readonly encoding: string | undefined;
  /** The bytes after the blank line, one character each. */
  readonly message: string;
}

export type ParsedCommit =
  | { readonly kind: 'commit'; readonly commit: Commit }
  | { readonly kind: 'malformed'; readonly problem: string };

/**
 * Parses the contents of a commit object as git-commit-tree(1) writes it. A malformed object comes
 * with its problem, worded so that it can follow "The commit has".
 */
export function parseCommit(oid: Oid, data: Buffer): ParsedCommit {
  const text = data.toString('latin1');
  // git log stops at a NUL, so whatever follows one is invisible to people.
  if (text.includes('\0')) return malformed('a NUL byte');
  const end = text.indexOf('\n\n');
  if (end === -1) return malformed('no blank line after the headers');

  let at = text.indexOf('\n') + 1;
  if (!text.startsWith('tree ')) return malformed('no tree as its first header');
  if (parseOid(text.slice(5, at - 1))?.length !== oid.length) return malformed('a tree that is no object id');

  const parents: Oid[] = [];
  while (text.startsWith('parent ', at)) {
    const next = text.indexOf('\n', at) + 1;
    const parent = parseOid(text.slice(at + 7, next - 1));
    if (parent?.length !== oid.length) return malformed('a parent that is no object id');
    parents.push(parent);
    at = next;
  }
  const idents = { author: '', committer: '' };
  for (const key of ['author', 'committer'] as const) {
    if (!text.startsWith(`${key} `, at)) return malformed(`no ${key} where one has to stand`);
    const next = text.indexOf('\n', at) + 1;
    idents[key] = text.slice(at + key.length + 1, next - 1);
    if (!isIdent(idents[key])) {
      return malformed(`${key === 'author' ? 'an author' : 'a committer'} without "<address> seconds zone"`);
    }
    at = next;
  }
  const rest = readOtherHeaders(text, at, end);
  if (rest.problem !== undefined) return malformed(rest.problem);
  const { encoding } = rest;
  return { kind: 'commit', commit: { oid, parents, ...idents, encoding, message: text.slice(end + 2) } };
}

function malformed(problem: string): ParsedCommit {
  return { kind: 'malformed', problem };
}

/** Headers that have their place above: a second one further down is read by some tools and not by others. */
const PLACED = new Set(['tree', 'parent', 'author', 'committer']);

// Signatures, merged tags and headers of other tools may say anything, on as many lines as they
// like; a line that begins with a space continues the one before.
function readOtherHeaders(text: string, from: number, end: number): { encoding?: string; problem?: string } {
  let encoding: string | undefined;
  let foldable = false; // the committer, and an encoding, end with their line
  for (let at = from; at <= end;) {
    const lineEnd = text.indexOf('\n', at);
    if (text[at] === ' ') {
      if (!foldable) return { problem: 'a folded line where none may stand' };
    } else {
      const space = text.indexOf(' ', at);
      const key = text.slice(at, space === -1 || space > lineEnd ? lineEnd : space);
      if (PLACED.has(key)) return { problem: `a "${key}" header in the wrong place` };
      foldable = key !== 'encoding';
      if (!foldable) {
        if (encoding !== undefined) return { problem: 'a second encoding' };
        encoding = text.slice(at + key.length + 1, lineEnd);
        if (!isReadableEncoding(encoding)) return { problem: 'an encoding that does not extend ASCII' };
      }
    }
    at = lineEnd + 1;
  }
  return encoding === undefined ? {} : { encoding };
}
