// A subject is a title, and a title ends without a full stop.
import type { LintRule } from '../rule.ts';

const options = {
  marks: { kind: 'list', default: ['.'], sentence: 'What a subject may not end with.' },
} as const;

export const subjectFullStop: LintRule<typeof options> = {
  id: 'subject-full-stop',
  summary: 'The subject ends without a full stop.',
  severity: 'off',
  options,
  judge: ({ subject }, { marks }) => {
    const mark = marks.find((each) => each !== '' && subject.endsWith(each) && !subject.endsWith('...'));
    return mark === undefined ? [] : [{ message: `The subject ends with "${mark}"; it has to end without` }];
  },
};
