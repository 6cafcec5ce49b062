// Which commit a message claims to revert. It is a claim: whoever lets something pass for it compares the trees.
import { parseOid } from '../ref/oid.ts';
import type { Oid } from '../ref/oid.ts';

// As git revert writes it, of a merge as well.
const CLAIM = /^This reverts commit ([0-9a-f]{40}|[0-9a-f]{64})(?:\.|, reversing)$/m;

/** Returns the commit that a message, as bytes, names as reverted; the first of several. */
export function claimedRevert(bytes: string): Oid | undefined {
  // Nearly no message says so, and looking for the words is cheaper.
  if (!bytes.includes('This reverts commit ')) return undefined;
  return parseOid(CLAIM.exec(bytes)?.[1] ?? '');
}
