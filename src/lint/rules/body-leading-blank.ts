import type { LintRule } from '../rule.ts';
import { isBlankLine } from '../whitespace.ts';

// Without the blank line git takes the body for a part of the subject, and no trailer counts.
export const bodyLeadingBlank: LintRule = {
  id: 'body-leading-blank',
  summary: 'A blank line has to separate the subject from the body.',
  severity: 'error',
  options: {},
  judge: ({ lines: [, second] }) =>
    second === undefined || isBlankLine(second, 0)
      ? []
      : [
          {
            message: 'Line 2 holds text; it has to be blank, between the subject and the body',
            fix: 'git commit --amend',
          },
        ],
};
