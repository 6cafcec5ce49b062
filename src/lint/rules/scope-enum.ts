// The part of the system that a change is about: `fix(web): what`.
import { nearest } from '../../text/nearest.ts';
import type { LintRule } from '../rule.ts';
import { parseSubject } from '../subject-parts.ts';

const options = {
  scopes: { kind: 'list', default: [], sentence: 'The scopes that there are; any, where none is listed.' },
  required: { kind: 'boolean', default: false, sentence: 'Whether a subject has to have a scope.' },
} as const;

export const scopeEnum: LintRule<typeof options> = {
  id: 'scope-enum',
  summary: "The scope in `type(scope): what` is one of the team's.",
  severity: 'off',
  options,
  judge: ({ subject }, { scopes, required }) => {
    const scope = parseSubject(subject)?.scope;
    if (scope === undefined || scope === '')
      return required ? [{ message: 'The subject has no scope; expected "type(scope): what"' }] : [];
    if (scopes.length === 0) return [];
    const wrong = scope
      .split(/[,/]/)
      .map((each) => each.trim())
      .find((each) => !scopes.includes(each));
    if (wrong === undefined) return [];
    const guess = nearest(wrong.slice(0, 50), scopes);
    const expected =
      guess === undefined ? `expected one of ${scopes.join(', ')}` : `did you mean "${guess}"?`;
    return [{ message: `There is no scope "${wrong.slice(0, 50)}"; ${expected}` }];
  },
};
