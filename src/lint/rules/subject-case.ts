// How the subject begins, after a topic or a type: some teams write "Add", some "add".
import { parseSubject } from '../subject-parts.ts';
import type { LintRule } from '../rule.ts';

const options = {
  first: {
    kind: 'choice',
    default: 'lower',
    choices: ['lower', 'upper'],
    sentence: 'The case of the first letter, behind `topic: ` or `type(scope): ` where there is one.',
  },
} as const;

export const subjectCase: LintRule<typeof options> = {
  id: 'subject-case',
  summary: 'The subject begins with a letter of the right case.',
  severity: 'off',
  options,
  judge: ({ subject }, { first }) => {
    const text = parseSubject(subject)?.description ?? subject;
    const [letter = ''] = text;
    const word = text.split(' ', 1)[0] ?? '';
    // "API" and "iOS" are names, and spelled as they are.
    if (word.length > 1 && /\p{Lu}/u.test(word.slice(1))) return [];
    const wanted = first === 'upper' ? letter.toUpperCase() : letter.toLowerCase();
    return letter === wanted
      ? []
      : [{ message: `"${word}" begins the subject; expected "${wanted}${word.slice(letter.length)}"` }];
  },
};
