// The rules that are on where nobody says anything: all that the everyday push loads.
import type { LintRule } from './rule.ts';
import { bodyLeadingBlank } from './rules/body-leading-blank.ts';
import { noFixup } from './rules/no-fixup.ts';
import { subjectEmpty } from './rules/subject-empty.ts';
import { subjectMaxLength } from './rules/subject-max-length.ts';
import { trailerMisplaced } from './rules/trailer-misplaced.ts';

export const CORE_RULES: readonly LintRule[] = [
  subjectEmpty,
  subjectMaxLength,
  noFixup,
  bodyLeadingBlank,
  trailerMisplaced,
];
