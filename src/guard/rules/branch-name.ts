// What branches may be called: `feature/*` for people, no `wip`, no second `master`.
import { FIT_OPTIONS, judgeFit } from '../fit.ts';
import type { RefRule } from '../ref-rule.ts';

export const branchName: RefRule<typeof FIT_OPTIONS> = {
  id: 'branch-name',
  kind: 'ref',
  summary: "A new branch has a name, without refs/heads/, that fits the team's patterns.",
  severity: 'off',
  options: FIT_OPTIONS,
  judge: ({ kind, movement, name }, options) => {
    // One that is there already can still be worked on, and deleted.
    if (kind !== 'branch' || movement !== 'create') return [];
    const message = judgeFit('The branch name', name, options);
    if (message === undefined) return [];
    return [
      { message, fix: { kind: 'advice', text: 'choose another: git push <remote> HEAD:refs/heads/<name>' } },
    ];
  },
};
