// The configurations of commitlint's own that people extend, as data: what `@commitlint/config-conventional`
// and `@commitlint/config-angular` say in version 21. A property test holds them against the packages.
import type { ParserOptions } from './parse.ts';
import type { Condition } from './rule.ts';

/** Level (0 off, 1 warning, 2 error), condition and value, as commitlint writes a rule. */
export type RuleSetting =
  readonly [level: 0] | readonly [level: 0 | 1 | 2, condition: Condition, value?: unknown];

export interface Preset {
  readonly parser: ParserOptions;
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

const TYPES = ['build', 'ci', 'docs', 'feat', 'fix', 'perf', 'refactor', 'revert', 'style', 'test'];
const SUBJECT_CASES = ['sentence-case', 'start-case', 'pascal-case', 'upper-case'];

/** What both of them say. */
const SHARED = {
  'body-leading-blank': [1, 'always'],
  'footer-leading-blank': [1, 'always'],
  'subject-case': [2, 'never', SUBJECT_CASES],
  'subject-empty': [2, 'never'],
  'subject-full-stop': [2, 'never', '.'],
  'type-case': [2, 'always', 'lower-case'],
  'type-empty': [2, 'never'],
} as const satisfies Preset['rules'];

/** The presets by the names under which they are extended, without their scope. */
export const PRESETS: ReadonlyMap<string, Preset> = new Map<string, Preset>([
  [
    'config-conventional',
    {
      parser: { headers: ['required', 'allowed'], noteKeywords: ['BREAKING CHANGE', 'BREAKING-CHANGE'] },
      rules: {
        ...SHARED,
        'body-max-line-length': [2, 'always', 100],
        'footer-max-line-length': [2, 'always', 100],
        'header-max-length': [2, 'always', 100],
        'header-trim': [2, 'always'],
        'type-enum': [2, 'always', [...TYPES, 'chore']],
      },
    },
  ],
  [
    'config-angular',
    {
      parser: { headers: ['allowed'], noteKeywords: ['BREAKING CHANGE'] },
      rules: {
        ...SHARED,
        'header-max-length': [2, 'always', 72],
        'scope-case': [2, 'always', 'lower-case'],
        'subject-exclamation-mark': [2, 'never'],
        'type-enum': [2, 'always', TYPES],
      },
    },
  ],
]);

/** Finds a preset by what people write under `extends`: with or without `@commitlint/`. */
export function findPreset(name: string): Preset | undefined {
  return PRESETS.get(name.replace(/^@commitlint\//, ''));
}
