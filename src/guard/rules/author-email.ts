// Addresses of the company's own, and no `dana@laptop.local`.
import type { CommitRule } from '../commit-rule.ts';
import { FIT_OPTIONS } from '../fit.ts';
import { judgeIdent } from '../judge-ident.ts';

export const authorEmail: CommitRule<typeof FIT_OPTIONS> = {
  id: 'author-email',
  kind: 'commit',
  summary: "The author's address fits the team's patterns.",
  severity: 'off',
  options: FIT_OPTIONS,
  judge: (commit, options) => judgeIdent('author', 'email', { commit, options }),
};
