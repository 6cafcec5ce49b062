// Cases of commitlint's rules, as tables: what a rule accepts, and what it says of what it refuses.
import { describe, expect, it } from 'vitest';
import { compileCommitlint } from '../../src/lint/commitlint/compile.ts';
import type { Condition } from '../../src/lint/commitlint/rule.ts';
import { COMMITLINT_RULES } from '../../src/lint/commitlint/rules.ts';

export type AcceptedCase = readonly [rule: string, condition: Condition, value: unknown, text: string];
export type RefusedCase = readonly [...AcceptedCase, message: string];

/** Tests every rule whose name fits; a rule without a case of either kind fails too. */
export function testRules(
  names: (name: string) => boolean,
  accepted: readonly AcceptedCase[],
  refused: readonly RefusedCase[],
): void {
  const judge = (rule: string, condition: Condition, value: unknown, text: string) =>
    compileCommitlint({ rules: { [rule]: [2, condition, value] } })(text).map(({ message }) => message);

  describe('COMMITLINT_RULES', () => {
    it.each(accepted)('%s, %s %j, accepts %j', (...each) => expect(judge(...each)).toEqual([]));

    it.each(refused)('%s, %s %j, refuses %j', (rule, condition, value, text, message) =>
      expect(judge(rule, condition, value, text)).toEqual([message]),
    );

    it.each(COMMITLINT_RULES.filter(({ name }) => names(name)))('has cases of $name', ({ name }) => {
      expect(COMMITLINT_RULES.filter((rule) => rule.name === name)).toHaveLength(1);
      expect(accepted.filter(([rule]) => rule === name)).not.toEqual([]);
      expect(refused.filter(([rule]) => rule === name)).not.toEqual([]);
    });
  });
}
