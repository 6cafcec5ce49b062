// A file's bytes as rules on lines look at them. A file that begins with a byte order mark of UTF-16 is taken for
// text, as Windows' own programs write it: every other byte of it is NUL, and no pattern would fit.
import { decodeText } from '../rule/decode.ts';

const MARKS = [
  ['\xff\xfe', 'utf-16le'],
  ['\xfe\xff', 'utf-16be'],
] as const;

/** Returns a content as UTF-8 where it says that it is UTF-16, and any other as it is. */
export function toUtf8(content: string): string {
  const encoding = MARKS.find(([mark]) => content.startsWith(mark))?.[1];
  if (encoding === undefined) return content;
  const text = decodeText(content, encoding);
  // Without the mark.
  return Buffer.from(text.slice(1), 'utf8').toString('latin1');
}
