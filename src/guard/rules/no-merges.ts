// A history that is one line: each commit stands on the one before it.
import type { CommitRule } from '../commit-rule.ts';

export const noMerges: CommitRule = {
  id: 'no-merges',
  kind: 'commit',
  summary: 'No commit is a merge.',
  severity: 'off',
  options: {},
  judge: ({ headers }) =>
    headers.parents < 2
      ? []
      : [
          {
            message: `The commit merges ${headers.parents} parents; a commit of this ref has to have one`,
            fix: { kind: 'advice', text: 'lay your commits on top: git rebase @{upstream}' },
          },
        ],
};
