// A body that says more than "see title".
import { countCharacters } from '../count-characters.ts';
import type { LintRule } from '../rule.ts';

const options = {
  min: {
    kind: 'number',
    default: 20,
    min: 1,
    max: 10_000,
    sentence: 'The fewest characters (Unicode code points) a body may have, where there is one.',
  },
} as const;

export const bodyMinLength: LintRule<typeof options> = {
  id: 'body-min-length',
  summary: 'A body has to have some length.',
  severity: 'off',
  options,
  judge: (message, { min }) => {
    const { body } = message;
    const text = body.join('\n').trim();
    if (text === '') return [];
    const length = countCharacters(message.decode(text));
    return length >= min
      ? []
      : [{ message: `The body has ${length} characters; at least ${min} are expected` }];
  },
};
