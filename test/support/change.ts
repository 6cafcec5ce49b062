// Short words for rules about changes: a commit out of paths and contents, and what one rule says of it.
import { describe, expect, it } from 'vitest';
import { compileRe2 } from '../../src/config/re2-pattern.ts';
import type { Change, CommitChanges, Former } from '../../src/guard/change.ts';
import { CHANGE_RULES } from '../../src/guard/change-rules.ts';
import { compileChangeRules } from '../../src/guard/judge-changes.ts';
import type { ChangedCommit } from '../../src/guard/change-rule.ts';
import type { Ident } from '../../src/rule/ident.ts';
import { oid } from './gate.ts';
import { COMMIT } from './lint.ts';
import { optionProblems } from './option-problems.ts';

type Values = Readonly<Record<string, unknown>>;

/** One change: what is not said is a new file. */
export interface Sketch {
  readonly path: string;
  readonly mode?: string;
  /** What was there; `null` for the same content under another mode. */
  readonly was?: string | null;
  readonly wasMode?: string;
  readonly content?: string;
  readonly size?: number;
}

export interface CommitSketch {
  readonly changes: readonly (string | Sketch)[];
  readonly trailers?: ChangedCommit['trailers'];
  readonly author?: Pick<Ident, 'name' | 'email'>;
  readonly files?: Readonly<Record<string, string>>;
  readonly folders?: CommitChanges['folders'];
}

export function toChange(sketch: string | Sketch, index = 0): Change {
  const { path, mode = '100644', was, wasMode = mode, content, size } =
    typeof sketch === 'string' ? { path: sketch } : sketch; // prettier-ignore
  const id = oid(10 + 2 * index);
  const former: readonly Former[] =
    was === undefined ? [] : [{ mode: wasMode, oid: was === null ? id : oid(11 + 2 * index) }];
  return {
    path,
    mode,
    oid: id,
    former,
    ...(content === undefined ? {} : { content, sizeBytes: content.length }),
    ...(size === undefined ? {} : { sizeBytes: size }),
    ...(typeof was === 'string' ? { formerContents: [was] } : {}),
  };
}

/** What one rule says about commits, with these options. */
export function judgeCommits(
  rule: string,
  commits: readonly CommitSketch[],
  options: Values = {},
): readonly string[] {
  const guard = compileChangeRules(CHANGE_RULES, { [rule]: { severity: 'error', ...options } }, compileRe2);
  const judgement = guard.begin();
  const findings = commits.flatMap(
    ({ changes, trailers = [], author = COMMIT.author, files = {}, folders = [] }, index) =>
      judgement.judge(
        { oid: oid(index), changes: changes.map(toChange), folders, files: new Map(Object.entries(files)) },
        { trailers, headers: { ...COMMIT, author: { ...COMMIT.author, ...author } } },
      ),
  );
  return [...findings, ...judgement.judgeAll()].map(({ message }) => message);
}

export interface ChangeTable {
  /** Changes, or a commit, that pass; each with options where it needs some. */
  readonly accepted: readonly (readonly [CommitSketch | Sketch | string, Values?])[];
  /** Those that do not, with what is said of them. */
  readonly refused: readonly (readonly [
    CommitSketch | Sketch | string,
    string | readonly string[],
    Values?,
  ])[];
  /** Options that no admin can set, with what is wrong. */
  readonly bad: readonly (readonly [Values, string])[];
}

/** Declares the tests of one rule. */
export function testChangeRule(rule: string, { accepted, refused, bad }: ChangeTable): void {
  // eslint-disable-next-line vitest/valid-title -- the rule's name
  describe(rule, () => {
    it.each(accepted.map(([what, options = {}]) => [what, options] as const))(
      'accepts %j with %j',
      (what, options) => {
        expectSound(rule, options);
        expect(judgeCommits(rule, [toCommit(what)], options)).toEqual([]);
      },
    );
    it.each(refused.map(([what, said, options = {}]) => [what, options, [said].flat()] as const))(
      'refuses %j with %j',
      (what, options, said) => {
        expectSound(rule, options);
        expect(judgeCommits(rule, [toCommit(what)], options)).toEqual(said);
      },
    );
    it.each(bad)('cannot be set to %j', (options, problem) => {
      expect(optionProblems(CHANGE_RULES, rule, options)).toEqual([problem]);
    });
  });
}

function toCommit(what: CommitSketch | Sketch | string): CommitSketch {
  return typeof what === 'object' && 'changes' in what ? what : { changes: [what] };
}

function expectSound(rule: string, options: Values): void {
  expect(optionProblems(CHANGE_RULES, rule, options)).toEqual([]);
}
