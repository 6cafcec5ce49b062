// White space that nobody sees and every diff tool shows.
import type { LintRule } from '../rule.ts';

const MOST_COMPLAINTS = 5;

const options = {
  tabs: { kind: 'boolean', default: false, sentence: 'Whether tabs are allowed.' },
} as const;

export const whitespace: LintRule<typeof options> = {
  id: 'whitespace',
  summary: 'No line ends with white space, and none holds a tab.',
  severity: 'off',
  options,
  judge: ({ lines }, { tabs }) => {
    const found: { message: string }[] = [];
    for (const [index, line] of lines.entries()) {
      if (found.length === MOST_COMPLAINTS) break;
      if (/[ \t\r]$/.test(line)) found.push({ message: `Line ${index + 1} ends with white space` });
      else if (!tabs && line.includes('\t')) found.push({ message: `Line ${index + 1} holds a tab` });
    }
    return found;
  },
};
