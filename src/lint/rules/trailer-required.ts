// Trailers that every commit has to have: `Signed-off-by`, `Change-Id`, `Ticket`.
import type { LintRule } from '../rule.ts';
import { trailersNamed } from '../trailers.ts';

const options = {
  keys: { kind: 'list', default: [], sentence: 'The keys, without regard to case.' },
  min: {
    kind: 'number',
    default: 1,
    min: 1,
    max: 100,
    sentence: 'How many trailers of each key are expected at least.',
  },
} as const;

export const trailerRequired: LintRule<typeof options> = {
  id: 'trailer-required',
  summary: 'The message has the listed trailers (git-interpret-trailers(1)).',
  severity: 'off',
  options,
  judge: ({ trailers }, { keys, min }) =>
    keys.flatMap((key) => {
      const found = trailersNamed(trailers, key);
      const count = found.filter(({ value }) => value !== '').length;
      if (count >= min) return [];
      const wanted = min === 1 ? 'one is expected' : `${min} are expected`;
      return [{ message: `The message has ${count === 0 ? 'no' : count} trailer "${key}:"; ${wanted}` }];
    }),
};
