// SHA-256 by the platform, for whoever hashes much or is no hook: hooks have the one in plain TypeScript (journal/sha256.ts).
import { hash } from 'node:crypto';

/** Returns the SHA-256 of the UTF-8 bytes of a text, or of bytes, in hex. */
export function digestOf(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex');
}
