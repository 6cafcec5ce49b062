// Turns lines into the bytes a hook may write.

// When the client is gone, whoever writes more than a pipe holds (64 KiB) waits for ever (fact 15).
const MOST_BYTES = 16 * 1024;
const CUT = '... the rest is cut\n';

/** Joins lines into at most 16 KiB of text that ends with a newline; empty for no lines. */
export function capOutput(lines: readonly string[]): Buffer {
  if (lines.length === 0) return Buffer.alloc(0);
  const text = lines.map((line) => `${line.trimEnd()}\n`).join('');
  const bytes = Buffer.from(text, 'utf8');
  if (bytes.length <= MOST_BYTES) return bytes;
  // Cut at a line, so that no character is cut in two.
  const end = bytes.lastIndexOf(10, MOST_BYTES - CUT.length - 1) + 1;
  return Buffer.concat([bytes.subarray(0, end), Buffer.from(CUT)]);
}
