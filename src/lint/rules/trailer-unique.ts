// Trailers that may stand once: two `Change-Id` lines say that two commits became one.
import type { LintRule } from '../rule.ts';
import { trailersNamed } from '../trailers.ts';

const options = {
  keys: { kind: 'list', default: ['Change-Id'], sentence: 'The keys, without regard to case.' },
} as const;

export const trailerUnique: LintRule<typeof options> = {
  id: 'trailer-unique',
  summary: 'Each of the listed trailers stands once at most.',
  severity: 'off',
  options,
  judge: ({ trailers }, { keys }) =>
    keys.flatMap((key) => {
      const count = trailersNamed(trailers, key).length;
      return count < 2 ? [] : [{ message: `The message has ${count} trailers "${key}:"; one is allowed` }];
    }),
};
