// A commit that says why, and not only what.
import type { LintRule } from '../rule.ts';

export const bodyRequired: LintRule = {
  id: 'body-required',
  summary: 'The message has a body between the subject and the trailers.',
  severity: 'off',
  options: {},
  judge: ({ body }) =>
    body.some((line) => line.trim() !== '')
      ? []
      : [{ message: 'The message has no body; it has to say why the change is made' }],
};
