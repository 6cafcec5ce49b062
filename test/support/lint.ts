// Short words for lint rules under test: one rule, one message, and a commit around it.
import { describe, expect, it } from 'vitest';
import type { CommitHeaders } from '../../src/rule/ident.ts';
import { compileRe2 } from '../../src/config/re2-pattern.ts';
import { compileLint } from '../../src/lint/lint.ts';
import { LINT_RULES } from '../../src/lint/registry.ts';
import type { CompilePattern } from '../../src/rule/pattern.ts';
import { defaultSettings } from '../../src/rule/rule.ts';
import { parseMessage } from '../../src/lint/message.ts';
import { optionProblems } from './option-problems.ts';

export const COMMIT: CommitHeaders = {
  author: { name: 'Dana Ötz', email: 'dana@example.org', time: 1_700_000_000 },
  committer: { name: 'Max', email: 'max@example.org', time: 1_700_000_000 },
  parents: 1,
};

/** Every rule with what it has by itself. */
export const DEFAULTS = defaultSettings(LINT_RULES);

export const compileTestPattern: CompilePattern = compileRe2;

export const noPatterns = async (): Promise<CompilePattern> => Promise.reject(new Error('not wanted'));

type Values = Readonly<Record<string, unknown>>;

/** What one rule says about a message, with these options. */
export function judge(
  rule: string,
  bytes: string,
  options: Values = {},
): ReturnType<ReturnType<typeof compileLint>> {
  return compileLint(
    LINT_RULES,
    { [rule]: { severity: 'error', ...options } },
    compileTestPattern,
  )(parseMessage(bytes), COMMIT);
}

export interface Table {
  /** Messages that pass, each with options where it needs some. */
  readonly accepted: readonly (readonly [string, Values?])[];
  /** Messages that do not, with what is said of them. */
  readonly refused: readonly (readonly [string, string | readonly string[], Values?])[];
  /** Options that no admin can set, with what is wrong. */
  readonly bad?: readonly (readonly [Values, string])[];
}

/** Declares the tests of one rule. */
export function testRule(rule: string, { accepted, refused, bad = [] }: Table): void {
  describe(`the rule ${rule}`, () => {
    it.each(accepted.map(([bytes, options = {}]) => [bytes, options] as const))(
      'accepts %j with %j',
      (bytes, options) => {
        expect(optionProblems(LINT_RULES, rule, options)).toEqual([]);
        expect(judge(rule, bytes, options)).toEqual([]);
      },
    );
    it.each(refused.map(([bytes, said, options = {}]) => [bytes, options, [said].flat()] as const))(
      'refuses %j with %j',
      (bytes, options, said) => {
        expect(optionProblems(LINT_RULES, rule, options)).toEqual([]);
        const found = judge(rule, bytes, options);
        expect(found.map(({ message }) => message)).toEqual(said);
        expect(new Set(found.map((finding) => finding.rule))).toEqual(new Set([rule]));
      },
    );
    it.each(bad)('cannot be set to %j', (options, problem) => {
      expect(optionProblems(LINT_RULES, rule, options)).toEqual([problem]);
    });
  });
}
