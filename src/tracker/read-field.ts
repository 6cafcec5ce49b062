// Reads a field of a JSON text by a JSON pointer (RFC 6901).

export type Field =
  /** Undefined where the pointer leads nowhere, or to no text, number, true or false. */
  { readonly kind: 'read'; readonly says: string | undefined } | { readonly kind: 'no-json' };

/** Reads the field as text; `pointer` is one that fits (see text-form.ts). */
export function readField(text: string, pointer: string): Field {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { kind: 'no-json' };
  }
  for (const token of pointer.split('/').slice(1))
    value = stepInto(value, token.replaceAll('~1', '/').replaceAll('~0', '~'));
  const isText = ['string', 'number', 'boolean'].includes(typeof value);
  return { kind: 'read', says: isText ? String(value) : undefined };
}

function stepInto(value: unknown, token: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  // An array has a length of its own, and "01" is no index.
  if (Array.isArray(value) && !/^(?:0|[1-9][0-9]*)$/.test(token)) return undefined;
  return Object.hasOwn(value, token) ? (value as Record<string, unknown>)[token] : undefined;
}
