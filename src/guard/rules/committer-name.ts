// Names of those who commit, where they are others than the authors.
import type { CommitRule } from '../commit-rule.ts';
import { FIT_OPTIONS } from '../fit.ts';
import { judgeIdent } from '../judge-ident.ts';

export const committerName: CommitRule<typeof FIT_OPTIONS> = {
  id: 'committer-name',
  kind: 'commit',
  summary: "The committer's name fits the team's patterns.",
  severity: 'off',
  options: FIT_OPTIONS,
  judge: (commit, options) => judgeIdent('committer', 'name', { commit, options }),
};
