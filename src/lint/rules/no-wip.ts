// Work in progress belongs on a branch of one's own.
import type { LintRule } from '../rule.ts';
import { findWord } from '../find-word.ts';

const options = {
  marks: {
    kind: 'list',
    default: ['wip', 'do not merge', 'dnm', 'tmp'],
    sentence: 'What marks unfinished work at the beginning of a subject, without regard to case.',
  },
} as const;

export const noWip: LintRule<typeof options> = {
  id: 'no-wip',
  summary: 'The subject does not say that the work is unfinished.',
  severity: 'off',
  options,
  judge: ({ subject }, { marks }) => {
    const text = subject.toLowerCase().replace(/^[[(]/, '');
    const mark = marks.find(
      (each) => text.startsWith(each.toLowerCase()) && findWord(text, each.toLowerCase()),
    );
    return mark === undefined
      ? []
      : [{ message: `The subject says "${mark}"; finish the work before the push` }];
  },
};
