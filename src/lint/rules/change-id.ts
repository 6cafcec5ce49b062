// Gerrit's name for a change through all its versions (https://gerrit-review.googlesource.com/Documentation/user-changeid.html).
import type { LintRule } from '../rule.ts';
import { trailersNamed } from '../trailers.ts';

export const changeId: LintRule = {
  id: 'change-id',
  summary: 'The message has one `Change-Id:` trailer of the form that Gerrit makes.',
  severity: 'off',
  options: {},
  judge: ({ trailers }) => {
    const ids = trailersNamed(trailers, 'Change-Id');
    if (ids.length !== 1) {
      const count = ids.length === 0 ? 'no "Change-Id:" trailer' : `${ids.length} "Change-Id:" trailers`;
      return [{ message: `The message has ${count}; one is expected` }];
    }
    return /^I[0-9a-f]{40}$/.test(ids[0]?.value ?? '')
      ? []
      : [{ message: '"Change-Id:" has to hold "I" and 40 hex digits' }];
  },
};
