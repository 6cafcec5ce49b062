// Compares what is secret.
import { timingSafeEqual } from 'node:crypto';
import { digestOf } from '../push/digest-of.ts';

/** Tells whether two texts are the same, in a time that depends on neither, whatever their lengths. */
export function isSame(a: string, b: string): boolean {
  return isDigestOf(digestOf(a), b);
}

/** Tells whether a SHA-256, in hex, is that of a text. */
export function isDigestOf(digest: string, text: string): boolean {
  return timingSafeEqual(Buffer.from(digest, 'hex'), Buffer.from(digestOf(text), 'hex'));
}
