// Short words for rules on commits under test: one rule, and one commit around which all is well.
import type { CommitPush, PushedCommit, PushedRange } from '../../src/guard/commit-rule.ts';
import { COMMIT_RULES } from '../../src/guard/commit-rules.ts';
import { compileCommitRules } from '../../src/guard/judge-commits.ts';
import { parseOid } from '../../src/ref/oid.ts';
import type { Oid } from '../../src/ref/oid.ts';
import type { RefName } from '../../src/ref/ref-name.ts';
import type { Finding } from '../../src/verdict/finding.ts';
import type { Values } from './guard.ts';
import { COMMIT, compileTestPattern } from './lint.ts';

export const oidOf = (digit: string): Oid => parseOid(digit.repeat(40)) as Oid;

export const NOW: CommitPush = { pusher: 'max', nowSeconds: 1_700_000_000 };
export const BRANCH = 'refs/heads/main' as RefName;

/** A commit that no rule minds by itself; headers and all else can be another. */
export function commitOf({ headers = {}, ...rest }: CommitChange = {}): PushedCommit {
  return {
    oid: oidOf('c'),
    subject: 'web: box',
    headers: { ...COMMIT, ...headers },
    message: () => 'web: box\n',
    ...rest,
  };
}

export type CommitChange = Omit<Partial<PushedCommit>, 'headers'> & {
  readonly headers?: Partial<PushedCommit['headers']>;
};

/** What one rule on commits says, with these options. */
export function judgeCommit(
  rule: string,
  change: CommitChange,
  { pusher = 'max', ...options }: Values & { readonly pusher?: string } = {},
): readonly Finding[] {
  const settings = { [rule]: { severity: 'error', ...options } } as const;
  const judge = compileCommitRules(COMMIT_RULES, settings, compileTestPattern);
  return judge.judgeCommit(commitOf(change), BRANCH, { ...NOW, pusher });
}

export function judgeRange(rule: string, range: PushedRange, options: Values = {}): readonly Finding[] {
  const settings = { [rule]: { severity: 'error', ...options } } as const;
  return compileCommitRules(COMMIT_RULES, settings, compileTestPattern).judgeRange(range);
}
