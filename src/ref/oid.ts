// Object ids as git writes them: lower-case hex, 40 digits for SHA-1 and 64 for SHA-256 repositories.

/** A full object id of either hash function. */
export type Oid = string & { readonly __brand: 'Oid' };

const ZERO = /^0+$/;

/** Returns the object id that `text` spells, or undefined. */
export function parseOid(text: string): Oid | undefined {
  if (text.length !== 40 && text.length !== 64) return undefined;
  // A hook reads half a dozen ids: compiling a pattern would take longer.
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (!((code >= 0x30 && code <= 0x39) || (code >= 0x61 && code <= 0x66))) return undefined;
  }
  return text as Oid;
}

/** Tells whether an id is git's "no object" (all zeros): a creation's old side, a deletion's new side. */
export function isZeroOid(oid: Oid): boolean {
  return ZERO.test(oid);
}

/** Shortens an id for people, to the seven digits git shows by default. */
export function shortOid(oid: string): string {
  return oid.slice(0, 7);
}
