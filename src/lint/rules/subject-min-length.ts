// A subject too short to say anything.
import type { LintRule } from '../rule.ts';
import { countCharacters } from '../count-characters.ts';

const options = {
  min: {
    kind: 'number',
    default: 10,
    min: 1,
    max: 1_000,
    sentence: 'The fewest characters (Unicode code points) a subject may have.',
  },
} as const;

export const subjectMinLength: LintRule<typeof options> = {
  id: 'subject-min-length',
  summary: 'The subject has to have some length.',
  severity: 'off',
  options,
  judge: ({ subject }, { min }) => {
    const length = subject.length < 2 * min ? countCharacters(subject) : min;
    return length >= min
      ? []
      : [{ message: `The subject has ${length} characters; at least ${min} are expected` }];
  },
};
