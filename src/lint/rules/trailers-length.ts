// How much of a message its trailers make: none at all, or a list that nobody reads.
import { countCharacters } from '../count-characters.ts';
import type { LintRule } from '../rule.ts';
import { trimSpaceEnd } from '../whitespace.ts';

const options = {
  min: {
    kind: 'number',
    default: 0,
    min: 0,
    max: 100_000,
    sentence:
      'The fewest characters (Unicode code points) the trailers have to have together; with 0, they may be missing.',
  },
  max: {
    kind: 'number',
    default: 10_000,
    min: 1,
    max: 100_000,
    sentence: 'The most characters they may have together.',
  },
} as const;

export const trailersLength: LintRule<typeof options> = {
  id: 'trailers-length',
  summary: 'The trailers have some length together, and not too much.',
  severity: 'off',
  options,
  judge: (message, { min, max }) => {
    const length = countCharacters(message.decode(trimSpaceEnd(message.trailerLines.join('\n'))));
    const has = length === 0 ? 'The message has no trailers' : `The trailers have ${length} characters`;
    if (length < min) return [{ message: `${has}; at least ${min} characters are expected` }];
    return length <= max ? [] : [{ message: `${has}; at most ${max} are allowed` }];
  },
};
