// Every lint rule there is, in the order in which they speak. Explicit, so that a rule is on when
// somebody wrote it here and not because a file lies in a folder.
import type { LintRule } from './rule.ts';
import { bodyLeadingBlank } from './rules/body-leading-blank.ts';
import { bodyMaxLineLength } from './rules/body-max-line-length.ts';
import { bodyMinLength } from './rules/body-min-length.ts';
import { bodyRequired } from './rules/body-required.ts';
import { breakingChangeMark } from './rules/breaking-change-mark.ts';
import { changeId } from './rules/change-id.ts';
import { encoding } from './rules/encoding.ts';
import { forbiddenWords } from './rules/forbidden-words.ts';
import { hiddenCharacters } from './rules/hidden-characters.ts';
import { messageForbidden } from './rules/message-forbidden.ts';
import { messagePattern } from './rules/message-pattern.ts';
import { noFixup } from './rules/no-fixup.ts';
import { noPatchCruft } from './rules/no-patch-cruft.ts';
import { noWip } from './rules/no-wip.ts';
import { references } from './rules/references.ts';
import { revertNamesCommit } from './rules/revert-names-commit.ts';
import { reviewedByOther } from './rules/reviewed-by-other.ts';
import { scopeEnum } from './rules/scope-enum.ts';
import { signedOffBy } from './rules/signed-off-by.ts';
import { subjectCase } from './rules/subject-case.ts';
import { subjectEmpty } from './rules/subject-empty.ts';
import { subjectFullStop } from './rules/subject-full-stop.ts';
import { subjectImperative } from './rules/subject-imperative.ts';
import { subjectMaxLength } from './rules/subject-max-length.ts';
import { subjectMinLength } from './rules/subject-min-length.ts';
import { ticketKey } from './rules/ticket-key.ts';
import { trailerForbidden } from './rules/trailer-forbidden.ts';
import { trailerMaxLineLength } from './rules/trailer-max-line-length.ts';
import { trailerMisplaced } from './rules/trailer-misplaced.ts';
import { trailerRequired } from './rules/trailer-required.ts';
import { trailerUnique } from './rules/trailer-unique.ts';
import { trailerValue } from './rules/trailer-value.ts';
import { trailersLength } from './rules/trailers-length.ts';
import { typeEnum } from './rules/type-enum.ts';
import { whitespace } from './rules/whitespace.ts';

export const LINT_RULES: readonly LintRule[] = [
  subjectEmpty,
  subjectMinLength,
  subjectMaxLength,
  subjectCase,
  subjectImperative,
  subjectFullStop,
  typeEnum,
  scopeEnum,
  references,
  ticketKey,
  messagePattern,
  messageForbidden,
  forbiddenWords,
  noWip,
  noFixup,
  noPatchCruft,
  revertNamesCommit,
  breakingChangeMark,
  whitespace,
  hiddenCharacters,
  encoding,
  bodyLeadingBlank,
  bodyRequired,
  bodyMinLength,
  bodyMaxLineLength,
  trailerMisplaced,
  trailerRequired,
  trailerForbidden,
  trailerUnique,
  trailerValue,
  trailersLength,
  trailerMaxLineLength,
  signedOffBy,
  reviewedByOther,
  changeId,
];
