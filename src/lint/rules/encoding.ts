// Text that is read the same everywhere.
import type { LintRule } from '../rule.ts';

export const encoding: LintRule = {
  id: 'encoding',
  summary: 'The message is UTF-8, whatever the commit says of its encoding.',
  severity: 'off',
  options: {},
  judge: ({ bytes }) =>
    Buffer.from(Buffer.from(bytes, 'latin1').toString('utf8'), 'utf8').toString('latin1') === bytes
      ? []
      : [{ message: 'The message is not UTF-8; see i18n.commitEncoding of git-config(1)' }],
};
