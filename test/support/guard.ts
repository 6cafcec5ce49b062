// Short words for push rules under test: one rule, and refs that move.
import { describe, expect, it } from 'vitest';
import { compileRefRules } from '../../src/guard/judge-refs.ts';
import type { RefMove } from '../../src/guard/ref-rule.ts';
import { REF_RULES } from '../../src/guard/ref-rules.ts';
import type { RefName } from '../../src/ref/ref-name.ts';
import { judgeOption } from '../../src/rule/judge-option.ts';
import type { RuleEntry } from '../../src/rule/rule.ts';
import type { Finding, Fix } from '../../src/verdict/finding.ts';
import { compileTestPattern } from './lint.ts';

export type Values = Readonly<Record<string, unknown>>;

/** A move that no rule minds by itself; the name's characters stand for its bytes. */
export function moveOf(ref: string, rest: Partial<RefMove> = {}): RefMove {
  return { ref: ref as RefName, movement: 'advance', ...rest };
}

/** What one rule on refs says, with these options. */
export function judgeRefs(
  rule: string,
  moves: readonly RefMove[],
  { pusher = 'dana', ...options }: Values & { readonly pusher?: string } = {},
): readonly Finding[] {
  const settings = { [rule]: { severity: 'error', ...options } } as const;
  return compileRefRules(REF_RULES, settings, compileTestPattern).judge(moves, pusher);
}

export interface Table<Case> {
  /** What passes, each with options where it needs some. */
  readonly accepted: readonly (readonly [Case, Values?])[];
  /** What does not, with what is said of it, and the way out: words are advice. */
  readonly refused: readonly (readonly [Case, said: string, wayOut: Fix | string | undefined, Values?])[];
  /** Options that the configuration refuses, with what it says. */
  readonly bad?: readonly (readonly [option: string, value: unknown, problem: string])[];
}

/** Declares the tests of one rule. */
export function testGuardRule<Case>(
  rule: RuleEntry,
  judge: (subject: Case, options: Values) => readonly Finding[],
  { accepted, refused, bad = [] }: Table<Case>,
): void {
  describe(`rule ${rule.id}`, () => {
    it.each(accepted.map(([subject, options = {}]) => [subject, options] as const))(
      'accepts %j with %j',
      (subject, options) => expect(judge(subject, options)).toEqual([]),
    );
    it.each(
      refused.map(([subject, said, wayOut, options = {}]) => [subject, options, said, wayOut] as const),
    )('refuses %j with %j', (subject, options, message, wayOut) => {
      const found = judge(subject, options);
      expect(found.map((finding) => [finding.rule, finding.severity])).toEqual([[rule.id, 'error']]);
      expect(found[0]?.message).toBe(message);
      expect(found[0]?.fix).toEqual(typeof wayOut === 'string' ? { kind: 'advice', text: wayOut } : wayOut);
    });
    it.each(bad)('takes no %s: %j', (name, value, problem) => {
      const option = rule.options[name];
      expect(option === undefined ? 'no such option' : judgeOption(option, value)).toBe(problem);
    });
  });
}
