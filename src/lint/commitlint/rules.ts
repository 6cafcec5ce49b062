// Every rule of commitlint, in the order in which they speak. Explicit, as the registry of our own rules is.
import type { CommitlintRule } from './rule.ts';
import { bodyCase } from './rules/body-case.ts';
import { bodyEmpty } from './rules/body-empty.ts';
import { bodyFullStop } from './rules/body-full-stop.ts';
import { bodyLeadingBlank } from './rules/body-leading-blank.ts';
import { bodyMaxLength } from './rules/body-max-length.ts';
import { bodyMaxLineLength } from './rules/body-max-line-length.ts';
import { bodyMinLength } from './rules/body-min-length.ts';
import { breakingChangeExclamationMark } from './rules/breaking-change-exclamation-mark.ts';
import { footerEmpty } from './rules/footer-empty.ts';
import { footerLeadingBlank } from './rules/footer-leading-blank.ts';
import { footerMaxLength } from './rules/footer-max-length.ts';
import { footerMaxLineLength } from './rules/footer-max-line-length.ts';
import { footerMinLength } from './rules/footer-min-length.ts';
import { headerCase } from './rules/header-case.ts';
import { headerFullStop } from './rules/header-full-stop.ts';
import { headerMaxLength } from './rules/header-max-length.ts';
import { headerMinLength } from './rules/header-min-length.ts';
import { headerTrim } from './rules/header-trim.ts';
import { referencesEmpty } from './rules/references-empty.ts';
import { scopeCase } from './rules/scope-case.ts';
import { scopeDelimiterStyle } from './rules/scope-delimiter-style.ts';
import { scopeEmpty } from './rules/scope-empty.ts';
import { scopeEnum } from './rules/scope-enum.ts';
import { scopeMaxLength } from './rules/scope-max-length.ts';
import { scopeMinLength } from './rules/scope-min-length.ts';
import { signedOffBy } from './rules/signed-off-by.ts';
import { subjectCase } from './rules/subject-case.ts';
import { subjectEmpty } from './rules/subject-empty.ts';
import { subjectExclamationMark } from './rules/subject-exclamation-mark.ts';
import { subjectFullStop } from './rules/subject-full-stop.ts';
import { subjectMaxLength } from './rules/subject-max-length.ts';
import { subjectMinLength } from './rules/subject-min-length.ts';
import { trailerExists } from './rules/trailer-exists.ts';
import { typeCase } from './rules/type-case.ts';
import { typeEmpty } from './rules/type-empty.ts';
import { typeEnum } from './rules/type-enum.ts';
import { typeMaxLength } from './rules/type-max-length.ts';
import { typeMinLength } from './rules/type-min-length.ts';

export const COMMITLINT_RULES: readonly CommitlintRule[] = [
  bodyCase,
  bodyEmpty,
  bodyFullStop,
  bodyLeadingBlank,
  bodyMaxLength,
  bodyMaxLineLength,
  bodyMinLength,
  breakingChangeExclamationMark,
  footerEmpty,
  footerLeadingBlank,
  footerMaxLength,
  footerMaxLineLength,
  footerMinLength,
  headerCase,
  headerFullStop,
  headerMaxLength,
  headerMinLength,
  headerTrim,
  referencesEmpty,
  scopeCase,
  scopeDelimiterStyle,
  scopeEmpty,
  scopeEnum,
  scopeMaxLength,
  scopeMinLength,
  signedOffBy,
  subjectCase,
  subjectEmpty,
  subjectExclamationMark,
  subjectFullStop,
  subjectMaxLength,
  subjectMinLength,
  trailerExists,
  typeCase,
  typeEmpty,
  typeEnum,
  typeMaxLength,
  typeMinLength,
];
