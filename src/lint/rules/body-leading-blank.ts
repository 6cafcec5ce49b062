// A subject of two lines: most often the blank line below it was forgotten.
import type { LintRule } from '../rule.ts';

// A second line that is not blank is a part of the subject to git, and trailers below may not count.
export const bodyLeadingBlank: LintRule = {
  id: 'body-leading-blank',
  summary: 'A blank line has to separate the subject from the body.',
  severity: 'error',
  options: {},
  judge: ({ subjectLines }) =>
    subjectLines < 2
      ? []
      : [
          {
            message: 'Line 2 holds text; it has to be blank, between the subject and the body',
          },
        ],
};
