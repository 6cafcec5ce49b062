// A revert of a commit that is here. The full id of a commit from elsewhere, or of one that was rewritten since,
// leads nobody anywhere; that a commit names one at all is asked by the lint rule revert-names-commit.
import type { CommitRule } from '../commit-rule.ts';

const options = {} as const;

export const revertedExists: CommitRule<typeof options> = {
  id: 'reverted-exists',
  kind: 'commit',
  needsReverted: true,
  summary: 'The commit that a message says to revert (`This reverts commit ...`) exists on the server.',
  severity: 'off',
  options,
  judge: ({ reverted }) =>
    reverted === undefined || reverted.exists
      ? []
      : [
          {
            message: `The message says to revert ${reverted.commit}, and the server has no such commit`,
            fix: { kind: 'reword' },
          },
        ],
};
