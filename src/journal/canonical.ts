// One spelling for each value, so that an entry has exactly one hash. JSON with sorted keys and
// whole numbers only: RFC 8785 without its floating-point part, which the journal has no use for.

/** What an entry may hold. `undefined` members are left out. */
export type CanonicalValue =
  | string
  | number
  | boolean
  | null
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined };

/**
 * Writes a value in its one canonical spelling.
 * @throws {TypeError} a number that is not a safe integer
 */
export function encodeCanonical(value: CanonicalValue): string {
  if (typeof value === 'string') return JSON.stringify(value.toWellFormed());
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError(`A journal entry cannot hold the number ${value}`);
    return String(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(encodeCanonical).join(',')}]`;
  const members: string[] = [];
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member !== undefined) members.push(`${JSON.stringify(key)}:${encodeCanonical(member)}`);
  }
  return `{${members.join(',')}}`;
}

// Array.isArray does not narrow a readonly array.
function isList(value: object): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}
