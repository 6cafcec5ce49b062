// Sets of rules by name: what a team starts from. A preset lies below what the admin says beside it.
import type { RuleOverrides } from '../rule/rule.ts';

const CONVENTIONAL: RuleOverrides = {
  'type-enum': { severity: 'error' },
  'subject-full-stop': { severity: 'error' },
  'subject-case': { severity: 'warn', first: 'lower' },
  'body-max-line-length': { severity: 'warn', max: 100 },
  'breaking-change-mark': { severity: 'warn' },
};

const KERNEL: RuleOverrides = {
  'signed-off-by': { severity: 'error', by: 'either' },
  'subject-max-length': { severity: 'warn', max: 75 },
  'subject-full-stop': { severity: 'warn' },
  'subject-imperative': { severity: 'warn' },
  'body-required': { severity: 'error' },
  'body-max-line-length': { severity: 'warn', max: 75 },
  'no-patch-cruft': { severity: 'error' },
  'reviewed-by-other': { severity: 'error' },
  'revert-names-commit': { severity: 'error' },
  'trailer-forbidden': { severity: 'error', keys: ['Change-Id'] },
  whitespace: { severity: 'warn', tabs: true },
};

const STRICT: RuleOverrides = {
  'subject-min-length': { severity: 'error', min: 10 },
  'subject-max-length': { severity: 'error', max: 72 },
  'subject-full-stop': { severity: 'error' },
  'subject-imperative': { severity: 'error' },
  'no-wip': { severity: 'error' },
  'no-patch-cruft': { severity: 'error' },
  'revert-names-commit': { severity: 'error' },
  'body-required': { severity: 'error' },
  'body-min-length': { severity: 'error' },
  'body-max-line-length': { severity: 'error', max: 72 },
  whitespace: { severity: 'error' },
  'hidden-characters': { severity: 'error' },
  encoding: { severity: 'error' },
};

/** `git` is what is on where nobody says anything: git's own conventions. */
export const PRESETS = { git: {}, conventional: CONVENTIONAL, kernel: KERNEL, strict: STRICT } as const;

export type PresetName = keyof typeof PRESETS;
