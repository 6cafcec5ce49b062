// Characters that hide or turn text: what a reviewer reads would not be what is there
// (https://trojansource.codes).
import { escapeText } from '../../text/escape.ts';
import type { LintRule } from '../rule.ts';

const MOST_COMPLAINTS = 5;

export const hiddenCharacters: LintRule = {
  id: 'hidden-characters',
  summary: 'The message holds no control, zero-width or direction-changing character.',
  severity: 'error',
  options: {},
  judge: (message) => {
    const { lines } = message;
    const found: { message: string }[] = [];
    for (const [index, line] of lines.entries()) {
      if (found.length === MOST_COMPLAINTS) break;
      const text = message.decode(line).replace(/\r$/, '').replaceAll('\t', ' ');
      const shown = escapeText(text);
      if (shown === text) continue;
      const at = [...text].findIndex((character) => escapeText(character) !== character);
      found.push({ message: `Line ${index + 1} holds the character ${escapeText([...text][at] ?? '')}` });
    }
    return found;
  },
};
