// A commit without a subject: in a log, a stop or a refusal, nobody can tell what it is.
import type { LintRule } from '../rule.ts';

export const subjectEmpty: LintRule = {
  id: 'subject-empty',
  summary: 'The subject has to say something.',
  severity: 'error',
  options: {},
  judge: ({ subject }) =>
    subject.trim() === '' ? [{ message: 'The subject is empty; it has to say what the commit does' }] : [],
};
