// Looks for keys and tokens in text from strangers.
import { SECRET_KINDS } from './secret-kinds.ts';
import type { SecretKind } from './secret-kinds.ts';

const ANY = new RegExp(SECRET_KINDS.map(({ pattern }) => pattern.source).join('|'));

/** Tells whether a text could hold a secret of any kind; where it says no, there is none in any line of it. */
export function mayHoldSecret(bytes: string): boolean {
  return ANY.test(bytes);
}

/** Finds the first secret in a line. AWS and others end the keys of their manuals in "EXAMPLE". */
export function findSecret(
  line: string,
  except: readonly string[],
): { readonly kind: SecretKind; readonly text: string } | undefined {
  if (!mayHoldSecret(line)) return undefined;
  for (const kind of SECRET_KINDS) {
    if (except.includes(kind.id)) continue;
    const text = kind.pattern.exec(line)?.[0];
    if (text !== undefined && !text.endsWith('EXAMPLE')) return { kind, text };
  }
  return undefined;
}
