// Words that a message must not hold, whatever the team wants kept out of its history.
import type { LintRule } from '../rule.ts';
import { findWord } from '../find-word.ts';

const options = {
  words: { kind: 'list', default: [], sentence: 'The words, whole and without regard to case.' },
} as const;

export const forbiddenWords: LintRule<typeof options> = {
  id: 'forbidden-words',
  summary: 'The message holds none of the listed words.',
  severity: 'off',
  options,
  judge: (message, { words }) => {
    if (words.length === 0) return [];
    const text = message.decode(message.bytes).toLowerCase();
    return words
      .filter((word) => findWord(text, word.toLowerCase()))
      .map((word) => ({ message: `The message holds "${word}"; the word may not be used here` }));
  },
};
