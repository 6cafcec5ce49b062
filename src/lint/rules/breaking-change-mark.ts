// A change that breaks something says so twice: where lists show it, and where it is explained.
import type { LintRule } from '../rule.ts';
import { parseSubject } from '../subject-parts.ts';

export const breakingChangeMark: LintRule = {
  id: 'breaking-change-mark',
  summary: 'The `!` in the subject and the `BREAKING CHANGE:` footer come together.',
  severity: 'off',
  options: {},
  judge: ({ subject, lines }) => {
    const marked = parseSubject(subject)?.breaking === true;
    const explained = lines.some((line) => /^BREAKING[ -]CHANGE: /.test(line));
    if (marked === explained) return [];
    return marked
      ? [{ message: 'The subject has a "!" and no line "BREAKING CHANGE: ..." says what breaks' }]
      : [{ message: 'A line says "BREAKING CHANGE:" and the subject has no "!" in front of its colon' }];
  },
};
