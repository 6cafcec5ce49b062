// Tells words that can be shown and kept from what cannot.

/** Tells whether a text has no control characters in it, and no half a character, which has no bytes to be kept as. */
export function isPlain(text: string): boolean {
  return !/\p{Cc}/u.test(text) && text.isWellFormed();
}
