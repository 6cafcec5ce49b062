// A date in the future stays at the top of every list, and stops git from walking history by date.
import type { CommitRule } from '../commit-rule.ts';

const options = {
  maxSeconds: {
    kind: 'number',
    default: 300,
    min: 0,
    max: 31_536_000,
    sentence: "How many seconds a date may lie ahead of the server's clock.",
  },
} as const;

export const clockSkew: CommitRule<typeof options> = {
  id: 'clock-skew',
  kind: 'commit',
  summary: "Neither the author's nor the committer's date lies in the future.",
  severity: 'off',
  options,
  judge: ({ headers }, { maxSeconds }, { nowSeconds }) =>
    (['author', 'committer'] as const)
      .map((who) => ({ who, ahead: headers[who].time - nowSeconds }))
      // Worded so that a date which is no number is refused.
      .filter(({ ahead }) => !(ahead <= maxSeconds))
      .map(({ who, ahead }) => ({
        message: `The ${who}'s date lies ${Math.ceil(ahead)} seconds ahead of the server's clock; at most ${maxSeconds} are allowed`,
        fix: { kind: 'advice', text: 'set your clock; git commit --amend --no-edit --date=now' },
      })),
};
