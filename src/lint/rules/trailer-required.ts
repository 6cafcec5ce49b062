// Trailers that every commit has to have: `Signed-off-by`, `Change-Id`, `Ticket`.
import { countOf } from '../../text/count-of.ts';
import type { LintRule } from '../rule.ts';
import { trailersNamed } from '../trailers.ts';

const options = {
  keys: { kind: 'list', default: [], sentence: 'The keys, without regard to case.' },
  min: {
    kind: 'number',
    default: 1,
    min: 1,
    max: 100,
    sentence: 'How many trailers of each key are expected at least; one without a value is none.',
  },
  max: {
    kind: 'number',
    default: 100,
    min: 1,
    max: 100,
    sentence: 'How many trailers of each key are allowed at most, with or without a value.',
  },
} as const;

export const trailerRequired: LintRule<typeof options> = {
  id: 'trailer-required',
  summary: 'The message has the listed trailers, each as often as expected (git-interpret-trailers(1)).',
  severity: 'off',
  options,
  judge: ({ trailers }, { keys, min, max }) =>
    keys.flatMap((key) => {
      const found = trailersNamed(trailers, key);
      const filled = found.filter(({ value }) => value !== '').length;
      if (filled < min) {
        const has = filled === 0 ? 'no trailer' : countOf(filled, 'trailer');
        const wanted = min === 1 ? 'one is expected' : `${min} are expected`;
        return [{ message: `The message has ${has} "${key}:"; ${wanted}` }];
      }
      if (found.length <= max) return [];
      const wanted = max === 1 ? 'one is allowed' : `at most ${max} are allowed`;
      return [{ message: `The message has ${found.length} trailers "${key}:"; ${wanted}` }];
    }),
};
