// Whether the last line signs the message off.
import { quote } from '../quote.ts';
import type { CommitlintRule } from '../rule.ts';

const CHERRY_PICK = /^\(cherry picked from commit [0-9a-f]{7,64}\)$/i;

export const signedOffBy: CommitlintRule<'text'> = {
  name: 'signed-off-by',
  kind: 'text',
  prepare:
    (condition, value = '') =>
    ({ rawLines }) => {
      const last = rawLines.findLast(
        (line) => line !== '' && !line.startsWith('#') && !CHERRY_PICK.test(line.trim()),
      );
      const isSigned = last?.startsWith(value) === true;
      if (isSigned === (condition === 'always')) return undefined;
      return isSigned
        ? `The last line begins with ${quote(value)}; it must not`
        : `The last line begins without ${quote(value)}; the message has to be signed off there`;
    },
};
