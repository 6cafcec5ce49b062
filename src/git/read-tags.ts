// Tells which objects are tags, and which of those are signed: two git processes, however many there are.
import type { TagObject } from '../push/repository.ts';
import type { Oid } from '../ref/oid.ts';
import { Halt } from './halt.ts';
import { findObjects, readObjects } from './read-objects.ts';
import type { Git } from './run-git.ts';

/** Where a signature begins (gitformat-signature(5)): behind the message, or in a header. */
const SIGNATURE = /^(?:gpgsig(?:-sha256)? )?-----BEGIN (?:PGP|SSH|SIGNED) (?:SIGNATURE|MESSAGE)-----$/m;
const LARGEST_TAG_BYTES = 64 * 1024;
const MOST_BYTES = 256 * 1024 * 1024;

/** Reads what objects are; those that cannot be read are absent, and one too large to look into is not signed. */
export function readTags(git: Git, oids: readonly Oid[]): ReadonlyMap<Oid, TagObject> {
  const found = new Map<Oid, TagObject>();
  if (oids.length === 0) return found;
  try {
    const facts = [...findObjects(git, oids).values()];
    for (const { oid, type } of facts) found.set(oid, { annotated: type === 'tag', signed: false });
    const small = facts.filter(({ type, sizeBytes }) => type === 'tag' && sizeBytes <= LARGEST_TAG_BYTES);
    const read = readObjects(
      git,
      small.map(({ oid }) => oid),
      MOST_BYTES,
    );
    for (const [oid, text] of read?.contents ?? [])
      found.set(oid, { annotated: true, signed: SIGNATURE.test(text) });
  } catch (error) {
    // The rules refuse a tag that they are told nothing of.
    if (!(error instanceof Halt)) throw error;
  }
  return found;
}
