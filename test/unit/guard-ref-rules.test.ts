import { describe, expect, it } from 'vitest';
import { compileRefRules } from '../../src/guard/judge-refs.ts';
import { REF_RULES } from '../../src/guard/ref-rules.ts';
import { branchName } from '../../src/guard/rules/branch-name.ts';
import { oneRef } from '../../src/guard/rules/one-ref.ts';
import { protectedDelete } from '../../src/guard/rules/protected-delete.ts';
import { protectedRewind } from '../../src/guard/rules/protected-rewind.ts';
import { refOwners } from '../../src/guard/rules/ref-owners.ts';
import { tagAnnotated } from '../../src/guard/rules/tag-annotated.ts';
import { tagImmutable } from '../../src/guard/rules/tag-immutable.ts';
import { tagName } from '../../src/guard/rules/tag-name.ts';
import { tagSigned } from '../../src/guard/rules/tag-signed.ts';
import type { RefMove, RefRule } from '../../src/guard/ref-rule.ts';
import { splitRefName } from '../../src/guard/split-ref-name.ts';
import type { RefName } from '../../src/ref/ref-name.ts';
import { judgeOption } from '../../src/rule/judge-option.ts';
import { defaultSettings } from '../../src/rule/rule.ts';
import { judgeRefs, moveOf, testGuardRule } from '../support/guard.ts';
import type { Table } from '../support/guard.ts';
import { compileTestPattern } from '../support/lint.ts';

type Move = readonly [ref: string, rest: Partial<RefMove>];

function testRefRule(rule: RefRule, table: Table<Move>): void {
  testGuardRule<Move>(
    rule,
    ([ref, rest], options) => judgeRefs(rule.id, [moveOf(ref, rest)], options),
    table,
  );
}

const MAIN = 'refs/heads/main';
const V1 = 'refs/tags/v1';
const create = { movement: 'create' } as const;
const advance = { movement: 'advance' } as const;
const rewind = { movement: 'rewind' } as const;
const unclear = { movement: 'unclear' } as const;
const none = { movement: 'none' } as const;
const gone = { movement: 'delete' } as const;

const NO_LIST = 'has to be a list of strings';
const REFS = 'names below refs/, in which * and ** stand for any text';
const LOWER = { patterns: ['^[a-z]+$', '^v[0-9]+/'] };
const NO_WIP = { forbidden: ['(?i)wip'] };
const OTHER_BRANCH = 'choose another: git push <remote> HEAD:refs/heads/<name>';

testRefRule(branchName, {
  accepted: [
    [['refs/heads/Foo', create]],
    [['refs/heads/main', create], LOWER],
    [['refs/heads/v1/x', create], LOWER],
    [['refs/heads/Foo', advance], LOWER],
    [['refs/heads/Foo', gone], LOWER],
    [['refs/tags/Foo', create], LOWER],
    [['refs/notes/Foo', create], LOWER],
    [['refs/heads/foo', create], NO_WIP],
    [['refs/heads/caf\xc3\xa9', create], { patterns: ['^café$'] }],
    [['refs/namespaces/A/refs/heads/main', create], LOWER],
  ],
  refused: [
    [
      ['refs/heads/Foo', create],
      'The branch name "Foo" has to fit the pattern ^[a-z]+$ or ^v[0-9]+/',
      OTHER_BRANCH,
      LOWER,
    ],
    [
      ['refs/heads/x\xff', create],
      'The branch name "x\ufffd" has to fit the pattern ^[a-z]+$ or ^v[0-9]+/',
      OTHER_BRANCH,
      LOWER,
    ],
    [
      ['refs/heads/my-Wip', create],
      'The branch name "my-Wip" fits the pattern (?i)wip, which is forbidden',
      OTHER_BRANCH,
      { ...NO_WIP, patterns: ['my'] },
    ],
    [
      ['refs/heads/Foo', create],
      'Branches are called after a ticket',
      OTHER_BRANCH,
      { ...LOWER, say: 'Branches are called after a ticket' },
    ],
    [
      ['refs/heads/wip', create],
      'Branches are called after a ticket',
      OTHER_BRANCH,
      { ...NO_WIP, say: 'Branches are called after a ticket' },
    ],
    [
      ['refs/namespaces/a/refs/namespaces/b/refs/heads/Foo', create],
      'The branch name "Foo" has to fit the pattern ^bar$',
      OTHER_BRANCH,
      { patterns: ['^bar$'] },
    ],
    [
      [`refs/heads/${'x'.repeat(100)}`, create],
      `The branch name "${'x'.repeat(77)}..." has to fit the pattern ^bar$`,
      OTHER_BRANCH,
      { patterns: ['^bar$'] },
    ],
  ],
  bad: [
    ['patterns', '^x$', NO_LIST],
    ['forbidden', [1], NO_LIST],
    ['say', true, 'has to be a string'],
  ],
});

testRefRule(tagName, {
  accepted: [
    [['refs/tags/Foo', create]],
    [['refs/tags/v1/x', create], LOWER],
    [['refs/tags/Foo', advance], LOWER],
    [['refs/tags/Foo', gone], LOWER],
    [['refs/heads/Foo', create], LOWER],
  ],
  refused: [
    [
      ['refs/tags/Foo', create],
      'The tag name "Foo" has to fit the pattern ^v',
      'tag it under another name: git tag <name> Foo',
      { patterns: ['^v'] },
    ],
    [
      ['refs/tags/$(rm)', create],
      'The tag name "$(rm)" has to fit the pattern ^v',
      'tag it under another name: git tag <name> <commit>',
      { patterns: ['^v'] },
    ],
    [
      ['refs/tags/wip', create],
      'The tag name "wip" fits the pattern (?i)wip, which is forbidden',
      'tag it under another name: git tag <name> wip',
      NO_WIP,
    ],
  ],
  bad: [['patterns', 'v', NO_LIST]],
});

const RELEASES = { refs: ['refs/heads/release/*', MAIN], allow: ['ci-*', 'max'] };
const DELETES = 'The push deletes this ref, which is protected and has to stay';

testRefRule(protectedDelete, {
  accepted: [
    [[MAIN, create]],
    [[MAIN, rewind]],
    [[MAIN, advance]],
    [['refs/heads/x', gone], RELEASES],
    [['refs/heads/release/1/x', gone], RELEASES],
    [[MAIN, gone], { ...RELEASES, pusher: 'ci-web' }],
  ],
  refused: [
    [[MAIN, gone], DELETES, undefined],
    [['refs/notes/x', gone], DELETES, undefined],
    [['refs/heads/release/1', gone], DELETES, 'ask ci-* or max', RELEASES],
    [[MAIN, gone], DELETES, 'ask ci-* or max', { ...RELEASES, pusher: 'Max' }],
  ],
  bad: [
    ['refs', ['main'], `has to be a list of ${REFS}`],
    ['allow', 'max', NO_LIST],
  ],
});

const REWINDS = 'The push takes commits off this ref, which is protected and has to keep them';

testRefRule(protectedRewind, {
  accepted: [
    [[MAIN, create]],
    [[MAIN, advance]],
    [[MAIN, gone]],
    [[MAIN, none]],
    [['refs/heads/x', rewind], RELEASES],
    [['refs/heads/x', unclear], RELEASES],
    [[MAIN, rewind], { ...RELEASES, pusher: 'max' }],
    [[MAIN, unclear], { ...RELEASES, pusher: 'max' }],
  ],
  refused: [
    [[MAIN, rewind], REWINDS, 'build upon what is there: git pull --rebase'],
    [[MAIN, rewind], REWINDS, 'ask ci-* or max', RELEASES],
    [
      [MAIN, unclear],
      'It is unclear whether this ref would lose commits; a protected one has to keep them',
      'push fewer refs at a time',
    ],
  ],
  bad: [
    ['refs', [''], `has to be a list of ${REFS}`],
    ['allow', [null], NO_LIST],
  ],
});

const OTHER_TAG = 'make a tag of another name: git tag <name> <commit>';

testRefRule(tagImmutable, {
  accepted: [[[V1, create]], [[V1, none]], [[MAIN, rewind]], [[MAIN, gone]], [['refs/notes/v1', advance]]],
  refused: [
    [[V1, advance], 'The push moves this tag; a tag has to stay as it was made', OTHER_TAG],
    [[V1, rewind], 'The push moves this tag; a tag has to stay as it was made', OTHER_TAG],
    [[V1, unclear], 'The push moves this tag; a tag has to stay as it was made', OTHER_TAG],
    [[V1, gone], 'The push deletes this tag; a tag has to stay as it was made', OTHER_TAG],
  ],
  bad: [['allow', ['x'], 'no such option']],
});

const light = { annotated: false, signed: false } as const;
const noted = { annotated: true, signed: false } as const;
const signed = { annotated: true, signed: true } as const;

testRefRule(tagAnnotated, {
  accepted: [
    [[V1, { ...create, tag: noted }]],
    [[V1, { ...advance, tag: signed }]],
    [[V1, gone]],
    [[MAIN, create]],
  ],
  refused: [
    [
      [V1, { ...create, tag: light }],
      'This tag is lightweight; it has to be annotated',
      'make it again: git tag -f -a v1 v1',
    ],
    [
      ['refs/tags/-f', { ...rewind, tag: light }],
      'This tag is lightweight; it has to be annotated',
      'make it again: git tag -f -a <tag> <tag>',
    ],
    [
      [V1, create],
      'It is unclear whether this tag is annotated; it has to be',
      'make it again: git tag -f -a v1 v1',
    ],
  ],
});

const AGAIN = "make it again: git tag -f -s v1 'v1^{}'";

testRefRule(tagSigned, {
  accepted: [[[V1, { ...create, tag: signed }]], [[V1, gone]], [[MAIN, create]]],
  refused: [
    [[V1, { ...create, tag: light }], 'This tag is lightweight; it has to be signed', AGAIN],
    [[V1, { ...advance, tag: noted }], 'This tag is annotated and not signed; it has to be signed', AGAIN],
    [[V1, create], 'It is unclear whether this tag is signed; it has to be', AGAIN],
    [
      ["refs/tags/v'1", create],
      'It is unclear whether this tag is signed; it has to be',
      "make it again: git tag -f -s <tag> '<tag>^{}'",
    ],
  ],
});

testGuardRule<readonly RefMove[]>(oneRef, (moves, options) => judgeRefs('one-ref', moves, options), {
  accepted: [
    [[]],
    [[moveOf(MAIN)]],
    [[moveOf(MAIN), moveOf(V1, none)]],
    [[moveOf(MAIN), moveOf(V1)], { max: 2 }],
  ],
  refused: [
    [
      [moveOf(MAIN), moveOf(V1, gone), moveOf('refs/heads/x')],
      'The push moves 3 refs; at most 2 may move at once',
      'name what you push: git push <remote> <branch>',
      { max: 2 },
    ],
    [
      [moveOf(MAIN), moveOf(V1)],
      'The push moves 2 refs; at most 1 may move at once',
      'name what you push: git push <remote> <branch>',
    ],
  ],
  bad: [['max', 0, 'has to be a whole number from 1 to 100000']],
});

const OWNERS = {
  owners: { 'refs/heads/release/*': ['dana', 'ci-*'], 'refs/heads/**': ['dana', 'max'], 'refs/tags/*': [] },
};

testRefRule(refOwners, {
  accepted: [
    [['refs/heads/release/1', rewind]],
    [['refs/heads/release/1', rewind], OWNERS],
    [['refs/heads/x', create], { ...OWNERS, pusher: 'max' }],
    [['refs/notes/x', gone], { ...OWNERS, pusher: 'eve' }],
    [['refs/tags/x', none], OWNERS],
  ],
  refused: [
    [
      ['refs/heads/release/1', advance],
      'Only the owners of refs/heads/release/* move this ref; the pusher is "max"',
      'ask dana or ci-*',
      { ...OWNERS, pusher: 'max' },
    ],
    [
      ['refs/heads/release/1', gone],
      'Only the owners of refs/heads/** move this ref; the pusher is "ci-web"',
      'ask dana or max',
      { ...OWNERS, pusher: 'ci-web' },
    ],
    [
      ['refs/heads/release/1', create],
      'Only the owners of refs/heads/release/* move this ref; the pusher is "eve"',
      'ask dana or ci-*',
      { ...OWNERS, pusher: 'eve' },
    ],
    [
      ['refs/tags/x', create],
      'Only the owners of refs/tags/* move this ref; the pusher is "dana"',
      undefined,
      OWNERS,
    ],
  ],
  bad: [
    ['owners', ['refs/heads/x: dana'], `has to be a map of lists of strings, by ${REFS}`],
    ['owners', { main: ['dana'] }, `has to be a map of lists of strings, by ${REFS}`],
    ['owners', { [MAIN]: 'dana' }, `has to be a map of lists of strings, by ${REFS}`],
  ],
});

describe('compileRefRules()', () => {
  it('speaks of the push first, then ref by ref, with the severities that were chosen', () => {
    const settings = {
      'tag-immutable': { severity: 'error' },
      'protected-delete': { severity: 'warn' },
      'one-ref': { severity: 'warn' },
    } as const;
    const judge = compileRefRules(REF_RULES, settings, compileTestPattern);
    const found = judge.judge([moveOf(V1, gone), moveOf(MAIN, gone)], 'dana');
    expect(found.map(({ rule, severity, ref }) => [rule, severity, ref])).toEqual([
      ['one-ref', 'warn', undefined],
      ['protected-delete', 'warn', V1],
      ['tag-immutable', 'error', V1],
      ['protected-delete', 'warn', MAIN],
    ]);
  });

  it.each([
    ['tag-annotated', 'error', true],
    ['tag-signed', 'warn', true],
    ['tag-signed', 'off', false],
    ['tag-name', 'error', false],
  ] as const)('asks for tags for %s, %s: %s', (rule, severity, expected) => {
    const judge = compileRefRules(REF_RULES, { [rule]: { severity } }, compileTestPattern);
    expect(judge.needsTag).toBe(expected);
  });
});

describe('splitRefName()', () => {
  it.each([
    ['refs/heads/a/b', 'branch', 'a/b'],
    ['refs/tags/refs/heads/x', 'tag', 'refs/heads/x'],
    ['refs/heads', 'other', 'refs/heads'],
    ['refs/notes/commits', 'other', 'refs/notes/commits'],
    ['refs/namespaces/a/refs/namespaces/b/refs/tags/v1', 'tag', 'v1'],
    ['refs/namespaces/a', 'other', 'refs/namespaces/a'],
    ['refs/namespaces/a/b', 'other', 'refs/namespaces/a/b'],
  ] as const)('%s: %s %s', (ref, kind, name) => expect(splitRefName(ref as RefName)).toEqual({ kind, name }));
});

describe('REF_RULES', () => {
  it('are all off by themselves', () => {
    expect(REF_RULES.filter(({ severity }) => severity !== 'off')).toEqual([]);
    const judge = compileRefRules(REF_RULES, defaultSettings(REF_RULES), compileTestPattern);
    expect(judge.judge([moveOf(V1, gone), moveOf(MAIN, gone)], 'dana')).toEqual([]);
  });

  it.each(REF_RULES)('$id has a name of its own, a sentence, and defaults that fit', (rule) => {
    expect(rule.id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(REF_RULES.filter(({ id }) => id === rule.id)).toHaveLength(1);
    expect(rule.summary).toMatch(/^[A-Z].*\.$/);
    for (const option of Object.values(rule.options)) {
      expect(judgeOption(option, option.default)).toBeUndefined();
      expect(option.sentence).toMatch(/\.$/);
    }
  });
});
