// Pushes that somebody can still look through.
import type { CommitRule } from '../commit-rule.ts';

const options = {
  max: {
    kind: 'number',
    default: 100,
    min: 1,
    max: 1_000_000,
    sentence: 'How many commits come at once at most.',
  },
} as const;

export const maxCommits: CommitRule<typeof options> = {
  id: 'max-commits',
  kind: 'range',
  summary: 'A push brings so many new commits to a ref at most.',
  severity: 'off',
  options,
  judge: (range, { max }) => {
    if (range.kind === 'pooled') {
      const message = `It is unclear how many new commits this ref gets; at most ${max} may come at once`;
      return [{ message, fix: { kind: 'advice', text: 'push fewer refs at a time' } }];
    }
    if (range.commits <= max) return [];
    const message = `The push brings ${range.commits} new commits to this ref; at most ${max} may come at once`;
    return [
      { message, fix: { kind: 'advice', text: 'push them in parts: git push <remote> <commit>:<branch>' } },
    ];
  },
};
