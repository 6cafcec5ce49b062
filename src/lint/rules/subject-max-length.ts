// A subject that lists and refusals would have to cut.
import { countCharacters } from '../count-characters.ts';
import type { LintRule } from '../rule.ts';

const options = {
  max: {
    kind: 'number',
    default: 100,
    min: 1,
    max: 10_000,
    sentence: 'The most characters (Unicode code points) a subject may have.',
  },
} as const;

export const subjectMaxLength: LintRule<typeof options> = {
  id: 'subject-max-length',
  summary: 'The subject has to fit on a line.',
  severity: 'error',
  options,
  judge: ({ subject }, { max }) => {
    if (subject.length <= max) return [];
    const length = countCharacters(subject);
    if (length <= max) return [];
    const message = `The subject has ${length} characters; at most ${max} are allowed`;
    return [{ message }];
  },
};
