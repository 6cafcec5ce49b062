// Characters that hide or turn text: what a reviewer reads would not be what is there
// (https://trojansource.codes).
import type { LintRule } from '../rule.ts';

const MOST_COMPLAINTS = 5;

// C0, DEL, C1; zero-width space, word joiner and byte order mark; marks, embeddings and isolates of the
// writing direction. Joiners and variation selectors belong to scripts and to emoji.
const HIDDEN =
  // eslint-disable-next-line no-control-regex
  /[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;

export const hiddenCharacters: LintRule = {
  id: 'hidden-characters',
  summary: 'The message holds no control, zero-width or direction-changing character.',
  severity: 'off',
  options: {},
  judge: (message) => {
    const found: { message: string }[] = [];
    for (const [index, line] of message.lines.entries()) {
      if (found.length === MOST_COMPLAINTS) break;
      const character = HIDDEN.exec(message.decode(line).replace(/\r$/, ''))?.[0];
      if (character !== undefined)
        found.push({ message: `Line ${index + 1} holds the hidden character ${nameOf(character)}` });
    }
    return found;
  },
};

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
