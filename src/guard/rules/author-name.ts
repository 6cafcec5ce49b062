// Names that people are known by, and no `root`.
import type { CommitRule } from '../commit-rule.ts';
import { FIT_OPTIONS } from '../fit.ts';
import { judgeIdent } from '../judge-ident.ts';

export const authorName: CommitRule<typeof FIT_OPTIONS> = {
  id: 'author-name',
  kind: 'commit',
  summary: "The author's name fits the team's patterns.",
  severity: 'off',
  options: FIT_OPTIONS,
  judge: (commit, options) => judgeIdent('author', 'name', { commit, options }),
};
