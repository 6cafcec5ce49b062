// Chains entries: each hash covers the one before, so nothing can be changed, dropped or moved
// without every later hash changing too.
import { encodeCanonical } from './canonical.ts';
import type { CanonicalValue } from './canonical.ts';
import type { Entry, Event, StoredEntry } from './entry.ts';
import { sha256 } from './sha256.ts';

/** Returns the SHA-256 of the UTF-8 bytes of a text, in hex. */
export type Digest = (text: string) => string;

/** Where a journal ends: the number of its entries and the hash of the last. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** The head of a journal that holds nothing. */
export const EMPTY_HEAD: Head = { seq: 0, hash: '0'.repeat(64) };

// Names the format, so that the same bytes mean nothing in any other place.
const DOMAIN = 'andon journal 1';

/** Computes the hash of an entry whose canonical text is `body`, after the entry with hash `previous`. */
export function chainHash(previous: string, body: string, digest: Digest = sha256): string {
  return digest(`${DOMAIN}\n${previous}\n${body}`);
}

/** Gives an event its place behind `head` and its hash; `at` is an ISO 8601 time in UTC. */
export function sealEvent(event: Event, head: Head, at: string): { entry: Entry; stored: StoredEntry } {
  const entry: Entry = { ...event, seq: head.seq + 1, at };
  const body = encodeCanonical(entry as unknown as CanonicalValue);
  return { entry, stored: { seq: entry.seq, body, hash: chainHash(head.hash, body) } };
}

/** Reads an entry back from its canonical text. */
export function openEntry(stored: StoredEntry): Entry {
  return JSON.parse(stored.body) as Entry;
}
