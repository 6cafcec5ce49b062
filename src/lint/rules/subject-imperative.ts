// "add", not "added": a commit says what it does to the code when it is applied (git's own
// Documentation/SubmittingPatches asks for it).
import { findImperative } from '../imperative.ts';
import type { LintRule } from '../rule.ts';
import { parseSubject } from '../subject-parts.ts';

export const subjectImperative: LintRule = {
  id: 'subject-imperative',
  summary: 'The subject is in the imperative mood: "add", not "added" or "adds".',
  severity: 'off',
  options: {},
  judge: ({ subject }) => {
    const text = parseSubject(subject)?.description ?? subject;
    const word = text.split(' ', 1)[0] ?? '';
    const imperative = findImperative(word);
    return imperative === undefined
      ? []
      : [{ message: `The subject begins with "${word}"; expected the imperative, "${imperative}"` }];
  },
};
