// Ref names as the bytes they are. A name is held as a binary string, one character for each byte,
// because git allows bytes that are not UTF-8 and two different names must never become one.

/** A full ref name that git accepts; one character stands for one byte. */
export type RefName = string & { readonly __brand: 'RefName' };

// eslint-disable-next-line no-control-regex -- control bytes are what it looks for
const FORBIDDEN = /[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|\/\/|\/\.|\.lock\/|\/$|\.$|\.lock$/;
const LONGEST_NAME_BYTES = 4096;

/**
 * Returns the ref name that these bytes spell, or undefined where git-check-ref-format(1) would
 * refuse it, where it is not below `refs/`, and where it is too long for a file system.
 */
export function parseRefName(bytes: string): RefName | undefined {
  if (bytes.length > LONGEST_NAME_BYTES || !bytes.startsWith('refs/')) return undefined;
  const rest = bytes.slice('refs/'.length);
  if (rest === '' || rest.startsWith('/') || rest.startsWith('.')) return undefined;
  return FORBIDDEN.test(rest) ? undefined : (bytes as RefName);
}

let strictUtf8: InstanceType<typeof TextDecoder> | undefined;

/**
 * Writes a ref name as text, injectively: `%` and every byte of a name that is not UTF-8 become `%XX`.
 * @see parseRefText the inverse
 */
export function formatRefName(ref: RefName): string {
  const escaped = ref.replaceAll('%', '%25');
  // Most names are plain ASCII, and this runs for each of ten thousand refs.
  // eslint-disable-next-line no-control-regex
  if (/^[\x21-\x7e]*$/.test(escaped)) return escaped;
  try {
    strictUtf8 ??= new TextDecoder('utf-8', { fatal: true });
    const text = strictUtf8.decode(Buffer.from(escaped, 'latin1'));
    if (!HIDDEN.test(text)) return text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
  }
  // eslint-disable-next-line no-control-regex
  return escaped.replaceAll(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** Characters that have no glyph of their own or turn the writing direction. */
const HIDDEN = /[\p{C}\p{Z}]/u;

/** Returns the name that formatRefName wrote as other programs write it; what is not UTF-8 in it is lost. */
export function plainRefName(text: string): string {
  const ref = text.includes('%') ? parseRefText(text) : undefined;
  return ref === undefined ? text : Buffer.from(ref, 'latin1').toString();
}

/** Reads what formatRefName wrote; undefined where it is no ref name. */
export function parseRefText(text: string): RefName | undefined {
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  return parseRefName(
    bytes.replaceAll(/%([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  );
}
