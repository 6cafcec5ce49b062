// Puts a key into a URL. The key is a stranger's: it must not lead anywhere but to a ticket of that name.

/** Stands for a key, and is left alone by whatever reads URLs. */
const SAMPLE = 'andon-sample-key';

/** Returns where to look a ticket up; undefined for a key that no URL can name, which is `.` and `..`. */
export function ticketUrl(template: string, key: string): string | undefined {
  const encoded = encodeKey(key);
  // A segment of dots is a step through the path, however it is written (WHATWG URL, "double-dot path segment").
  const { href } = new URL(template.replaceAll('{key}', encoded));
  const expected = new URL(template.replaceAll('{key}', SAMPLE)).href.replaceAll(SAMPLE, encoded);
  return href === expected ? href : undefined;
}

/** Encodes all but what RFC 3986 calls unreserved; half a surrogate pair, which has no encoding, is replaced. */
function encodeKey(key: string): string {
  const encode = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(key.toWellFormed()).replaceAll(/[!'()*]/g, encode);
}
