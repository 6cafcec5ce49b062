// Trailers that have no place here: `Change-Id` outside Gerrit, `Co-authored-by` of a tool.
import type { LintRule } from '../rule.ts';
import { trailersNamed } from '../trailers.ts';

const options = {
  keys: { kind: 'list', default: [], sentence: 'The keys, without regard to case.' },
} as const;

export const trailerForbidden: LintRule<typeof options> = {
  id: 'trailer-forbidden',
  summary: 'The message has none of the listed trailers.',
  severity: 'off',
  options,
  judge: ({ trailers }, { keys }) =>
    keys
      .filter((key) => trailersNamed(trailers, key).length > 0)
      .map((key) => ({ message: `The message has a trailer "${key}:"; it has to go` })),
};
