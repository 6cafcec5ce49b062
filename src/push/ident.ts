// The shape of an author or committer line. Nothing here says who it was: these lines prove nothing.

/**
 * Tells whether `bytes` is `name <address> seconds zone`, as git writes it. Names and addresses may be
 * empty or hold further angle brackets, and a zone may have any number of digits: old history does.
 */
export function isIdent(bytes: string): boolean {
  // Seconds and zone hold no bracket, so a "<" anywhere stands before the last ">".
  return bytes.includes('<') && SECONDS_AND_ZONE.test(bytes.slice(bytes.lastIndexOf('>') + 1));
}

const SECONDS_AND_ZONE = /^ \d+ [+-]\d+$/;
