// The kind of change, in front of the subject: `fix(web): what`.
import { nearest } from '../../text/nearest.ts';
import type { LintRule } from '../rule.ts';
import { parseSubject } from '../subject-parts.ts';

const options = {
  types: {
    kind: 'list',
    default: ['build', 'chore', 'ci', 'docs', 'feat', 'fix', 'perf', 'refactor', 'revert', 'style', 'test'],
    sentence: 'The types that there are.',
  },
  required: { kind: 'boolean', default: true, sentence: 'Whether a subject has to have a type.' },
} as const;

export const typeEnum: LintRule<typeof options> = {
  id: 'type-enum',
  summary: "The subject begins with one of the team's types: `type(scope): what`.",
  severity: 'off',
  options,
  judge: ({ subject }, { types, required }) => {
    const type = parseSubject(subject)?.type;
    if (type === undefined)
      return required
        ? [{ message: `The subject has no type; expected "type: what", with ${types.join(', ')}` }]
        : [];
    if (types.includes(type)) return [];
    const guess = nearest(type, types);
    const expected = guess === undefined ? `expected one of ${types.join(', ')}` : `did you mean "${guess}"?`;
    return [{ message: `There is no type "${type.slice(0, 50)}"; ${expected}` }];
  },
};
