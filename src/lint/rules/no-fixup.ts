// Commits made with `git commit --fixup` and the like, which `git rebase --autosquash` should have taken in.
import type { LintRule } from '../rule.ts';

const MARKS = ['fixup!', 'squash!', 'amend!'];

export const noFixup: LintRule = {
  id: 'no-fixup',
  summary: 'A commit that is meant to be squashed into another has to be squashed before the push.',
  severity: 'error',
  options: {},
  judge: ({ subject }) => {
    const mark = MARKS.find((mark) => subject.startsWith(mark));
    if (mark === undefined) return [];
    const message = `The subject starts with "${mark}"; the commit has to be squashed into the one it mends`;
    return [{ message, fix: { kind: 'squash' } }];
  },
};
