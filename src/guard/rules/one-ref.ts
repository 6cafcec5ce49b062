// Pushes that can be read at a glance: `git push --all` by mistake is one of the worst there are.
import type { RefRule } from '../ref-rule.ts';

const options = {
  max: { kind: 'number', default: 1, min: 1, max: 100_000, sentence: 'How many refs a push moves at most.' },
} as const;

export const oneRef: RefRule<typeof options> = {
  id: 'one-ref',
  kind: 'push',
  summary: 'A push moves one ref, or as many as are allowed.',
  severity: 'off',
  options,
  judge: ({ refs }, { max }) =>
    refs <= max
      ? []
      : [
          {
            message: `The push moves ${refs} refs; at most ${max} may move at once`,
            fix: { kind: 'advice', text: 'name what you push: git push <remote> <branch>' },
          },
        ],
};
