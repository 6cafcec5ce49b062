// Every lint rule there is, in the order in which they speak. Explicit, so that a rule is on when
// somebody wrote it here and not because a file lies in a folder.
import type { LintRule } from './rule.ts';
import { bodyLeadingBlank } from './rules/body-leading-blank.ts';
import { noFixup } from './rules/no-fixup.ts';
import { subjectEmpty } from './rules/subject-empty.ts';
import { subjectMaxLength } from './rules/subject-max-length.ts';
import { trailerMisplaced } from './rules/trailer-misplaced.ts';

export const LINT_RULES: readonly LintRule[] = [
  subjectEmpty,
  subjectMaxLength,
  bodyLeadingBlank,
  noFixup,
  trailerMisplaced,
];
