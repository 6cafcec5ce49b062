// Makes text from strangers safe to print: nothing in it may move the cursor, hide, or turn the
// writing direction (git clients before 2.55 print such bytes as they come).

// C0, DEL, C1; soft hyphen; zero-width and bidirectional controls; line separators; byte order mark;
// interlinear marks and what is no character (and no XML); tag characters and other default-ignorable ones.
const UNSAFE =
  // eslint-disable-next-line no-control-regex, no-misleading-character-class -- it looks for single code points
  /[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;

/** Replaces everything unsafe by a visible escape (`\x1b`, `\u202e`); the result is one line. */
export function escapeText(text: string): string {
  return text.toWellFormed().replaceAll(UNSAFE, (character) => {
    const point = character.codePointAt(0) ?? 0;
    if (point <= 0xff) return `\\x${point.toString(16).padStart(2, '0')}`;
    return point <= 0xffff ? `\\u${point.toString(16).padStart(4, '0')}` : `\\u{${point.toString(16)}}`;
  });
}
