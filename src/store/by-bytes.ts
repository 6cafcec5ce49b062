// The order of keys: by their bytes, as in SQLite and PostgreSQL. That of JavaScript, by UTF-16, is another.

export function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export function byKey(a: { readonly key: string }, b: { readonly key: string }): number {
  return compareBytes(a.key, b.key);
}
