import { describe, expect, it } from 'vitest';
import type { CommitRule, PushedRange, RangeCommit } from '../../src/guard/commit-rule.ts';
import { COMMIT_RULES } from '../../src/guard/commit-rules.ts';
import { compileCommitRules } from '../../src/guard/judge-commits.ts';
import { allowedAuthors } from '../../src/guard/rules/allowed-authors.ts';
import { authorEmail } from '../../src/guard/rules/author-email.ts';
import { authorName } from '../../src/guard/rules/author-name.ts';
import { clockSkew } from '../../src/guard/rules/clock-skew.ts';
import { committerEmail } from '../../src/guard/rules/committer-email.ts';
import { committerIsPusher } from '../../src/guard/rules/committer-is-pusher.ts';
import { committerName } from '../../src/guard/rules/committer-name.ts';
import { maxCommits } from '../../src/guard/rules/max-commits.ts';
import { noMerges } from '../../src/guard/rules/no-merges.ts';
import { onlyMerges } from '../../src/guard/rules/only-merges.ts';
import { revertedExists } from '../../src/guard/rules/reverted-exists.ts';
import { signatureRequired } from '../../src/guard/rules/signature-required.ts';
import { judgeOption } from '../../src/rule/judge-option.ts';
import { defaultSettings } from '../../src/rule/rule.ts';
import type { Table } from '../support/guard.ts';
import { testGuardRule } from '../support/guard.ts';
import { BRANCH, commitOf, judgeCommit, judgeRange, NOW, oidOf } from '../support/guard-commits.ts';
import type { CommitChange } from '../support/guard-commits.ts';
import { compileTestPattern } from '../support/lint.ts';

function testCommitRule(rule: CommitRule, table: Table<CommitChange>): void {
  testGuardRule<CommitChange>(rule, (change, options) => judgeCommit(rule.id, change, options), table);
}

const NO_LIST = 'has to be a list of strings';
const RESET = 'git commit --amend --no-edit --reset-author';
const AMEND = 'git commit --amend --no-edit';
const author = (name: string, email: string, time = 0): CommitChange => ({
  headers: { author: { name, email, time } },
});
const committer = (name: string, email: string, time = 0): CommitChange => ({
  headers: { committer: { name, email, time } },
});

// Each in the place of the other would pass.
const GOOD = { patterns: ['^good'] };
const BAD_PATTERNS = [
  ['patterns', '^x', NO_LIST],
  ['forbidden', 'x', NO_LIST],
  ['say', 1, 'has to be a string'],
] as const;

testCommitRule(authorEmail, {
  accepted: [[{}], [author('x', 'good@x'), GOOD], [author('x', 'y'), { forbidden: ['x'] }]],
  refused: [
    [
      author('good', 'bad@x'),
      `The author's address "bad@x" has to fit the pattern ^good`,
      `set user.email; ${RESET}`,
      GOOD,
    ],
    [
      author('x', 'dana@laptop'),
      'Use your own',
      `set user.email; ${RESET}`,
      { ...GOOD, say: 'Use your own' },
    ],
  ],
  bad: BAD_PATTERNS,
});

testCommitRule(authorName, {
  accepted: [[{}], [author('good', 'x'), GOOD], [author('y', 'x'), { forbidden: ['x'] }]],
  refused: [
    [
      author('bad', 'good'),
      `The author's name "bad" has to fit the pattern ^good`,
      `set user.name; ${RESET}`,
      GOOD,
    ],
    [
      author('root', 'good'),
      `The author's name "root" fits the pattern ^root$, which is forbidden`,
      `set user.name; ${RESET}`,
      { forbidden: ['^root$'] },
    ],
  ],
  bad: BAD_PATTERNS,
});

testCommitRule(committerEmail, {
  accepted: [[{}], [committer('x', 'good@x'), GOOD]],
  refused: [
    [
      committer('good', 'bad@x'),
      `The committer's address "bad@x" has to fit the pattern ^good`,
      `set user.email; ${AMEND}`,
      GOOD,
    ],
  ],
  bad: BAD_PATTERNS,
});

testCommitRule(committerName, {
  accepted: [[{}], [committer('good', 'x'), GOOD]],
  refused: [
    [
      committer('bad', 'good'),
      `The committer's name "bad" has to fit the pattern ^good`,
      `set user.name; ${AMEND}`,
      GOOD,
    ],
  ],
  bad: BAD_PATTERNS,
});

const PEOPLE = { addresses: ['Dana@Example.org', '*@Team.example'] };
const notListed = (email: string): readonly [string, string] => [
  `The author's address "${email}" is not on the list; it has to be`,
  `set user.email; ${RESET}`,
];

testCommitRule(allowedAuthors, {
  accepted: [
    [{}, PEOPLE],
    [author('', 'max@TEAM.example'), PEOPLE],
    [author('', 'Dana@Example.org'), PEOPLE],
  ],
  refused: [
    [{}, ...notListed('dana@example.org')],
    [author('dana@example.org', 'eve@x'), ...notListed('eve@x'), PEOPLE],
    [author('', 'x@team.example.org'), ...notListed('x@team.example.org'), PEOPLE],
    [author('', ''), ...notListed(''), PEOPLE],
  ],
  bad: [['addresses', { dana: [] }, NO_LIST]],
});

const notPusher = (name: string, email: string, pusher: string): readonly [string, string] => [
  `The committer is "${name}" with the address "${email}"; it has to be the pusher, "${pusher}"`,
  `set user.email; ${AMEND}`,
];
const ALIASES = { addresses: { max: ['m.m@Old.example', '*@bot.example'], eve: ['x@y'] } };

testCommitRule(committerIsPusher, {
  accepted: [
    [committer('M', 'MAX@x'), { pusher: 'max' }],
    [committer('M', 'm@b@x'), { pusher: 'm@b' }],
    [committer('M', 'Max@X.org'), { pusher: 'mAx@x.org' }],
    [committer('Max', 'y@x'), { pusher: 'max' }],
    [committer('M', 'max'), { pusher: 'Max' }],
    [committer('M', 'M.M@old.example'), ALIASES],
    [committer('M', '7@bot.example'), ALIASES],
  ],
  refused: [
    [author('max', 'max@x'), ...notPusher('Max', 'max@example.org', 'dana'), { pusher: 'dana' }],
    [committer('M', 'x@y'), ...notPusher('M', 'x@y', 'max'), ALIASES],
    [committer('', '@x'), ...notPusher('', '@x', ''), { pusher: '' }],
    [committer('M', 'maxi@x'), ...notPusher('M', 'maxi@x', 'max')],
    [committer('N', 'ma'), ...notPusher('N', 'ma', 'm'), { pusher: 'm' }],
    [committer('M', 'a@b'), ...notPusher('M', 'a@b', '__proto__'), { pusher: '__proto__' }],
  ],
  bad: [
    ['addresses', { max: 'm@x' }, 'has to be a map of lists of strings'],
    ['addresses', ['m@x'], 'has to be a map of lists of strings'],
  ],
});

const ahead = (who: string, seconds: number | string, most = 300): readonly [string, string] => [
  `The ${who}'s date lies ${seconds} seconds ahead of the server's clock; at most ${most} are allowed`,
  'set your clock; git commit --amend --no-edit --date=now',
];
const at = (seconds: number): number => NOW.nowSeconds + seconds;

testCommitRule(clockSkew, {
  accepted: [
    [author('', '', at(300))],
    [committer('', '', at(300))],
    [author('', '', 0)],
    [author('', '', at(60)), { maxSeconds: 60 }],
  ],
  refused: [
    [author('', '', at(301)), ...ahead('author', 301)],
    [committer('', '', at(301)), ...ahead('committer', 301)],
    [author('', '', at(1)), ...ahead('author', 1, 0), { maxSeconds: 0 }],
    [author('', '', Infinity), ...ahead('author', 'Infinity')],
    [committer('', '', NaN), ...ahead('committer', 'NaN')],
  ],
  bad: [
    ['maxSeconds', -1, 'has to be a whole number from 0 to 31536000'],
    ['maxSeconds', '5m', 'has to be a whole number from 0 to 31536000'],
  ],
});

testCommitRule(noMerges, {
  accepted: [[{}], [{ headers: { parents: 0 } }]],
  refused: [
    [
      { headers: { parents: 2 } },
      'The commit merges 2 parents; a commit of this ref has to have one',
      'lay your commits on top: git rebase @{upstream}',
    ],
  ],
  bad: [['max', 2, 'no such option']],
});

const signedBy = (status: string, signer = 'Dana', key = 'ABC'): CommitChange => ({
  signature: { status, signer, key },
});
const ANY = { trust: 'any-good' };
const SIGNED = 'The signature of "Dana" by the key "ABC" is';
const SIGN = 'git commit --amend --no-edit -S';

testCommitRule(signatureRequired, {
  accepted: [[signedBy('G')], [signedBy('G'), ANY], [signedBy('U'), ANY]],
  refused: [
    [{}, 'The signature was not looked at; the commit has to have a good one', undefined],
    [
      signedBy('U'),
      `${SIGNED} good, but by a key that the server does not trust (git: "U"); expected "G"`,
      'ask the admin to trust your key',
    ],
    [
      signedBy('B'),
      `${SIGNED} bad: it does not belong to this commit (git: "B"); expected "G" or "U"`,
      `sign it again: ${SIGN}`,
      ANY,
    ],
    [
      signedBy('X'),
      `${SIGNED} good, but has expired (git: "X"); expected "G" or "U"`,
      `sign it again: ${SIGN}`,
      ANY,
    ],
    [
      signedBy('Y'),
      `${SIGNED} good, but by a key that has expired (git: "Y"); expected "G" or "U"`,
      `prolong your key or take another; ${SIGN}`,
      ANY,
    ],
    [
      signedBy('R'),
      `${SIGNED} good, but by a key that was revoked (git: "R"); expected "G" or "U"`,
      `sign it with another key: ${SIGN}`,
      ANY,
    ],
    [
      signedBy('E', ''),
      'The signature by the key "ABC" is not to be checked: the server lacks the key (git: "E"); expected "G" or "U"',
      'ask the admin to add your public key',
      ANY,
    ],
    [signedBy('N', '', ''), 'The signature is missing (git: "N"); expected "G"', `sign it: ${SIGN}`],
    [
      signedBy('', '', ''),
      'The signature is of a kind that is not known (git: ""); expected "G"',
      `sign it: ${SIGN}`,
    ],
  ],
  bad: [['trust', 'any', 'has to be one of good, any-good']],
});

const plain = (digit: string): RangeCommit => ({ oid: oidOf(digit), subject: digit, parents: [oidOf('1')] });
const merge: RangeCommit = { oid: oidOf('a'), subject: 'merge', parents: [oidOf('1'), oidOf('2')] };
const pooled: PushedRange = { kind: 'pooled', ref: BRANCH };
const range = (firstParents: readonly RangeCommit[], commits = firstParents.length): PushedRange => ({
  kind: 'exact',
  ref: BRANCH,
  commits,
  firstParents,
});

testGuardRule<PushedRange>(onlyMerges, (each, options) => judgeRange('only-merges', each, options), {
  accepted: [[range([])], [range([merge, merge], 9)]],
  refused: [
    [
      range([merge, plain('b')]),
      'The commit is no merge; each on the first-parent line has to be one',
      'put it on a branch, then: git merge --no-ff <branch>',
    ],
    [
      range([{ ...merge, parents: [] }]),
      'The commit is no merge; each on the first-parent line has to be one',
      'put it on a branch, then: git merge --no-ff <branch>',
    ],
    [pooled, 'It is unclear whether this ref gets only merges; it has to', 'push fewer refs at a time'],
  ],
});

testGuardRule<PushedRange>(maxCommits, (each, options) => judgeRange('max-commits', each, options), {
  accepted: [[range([])], [range([plain('b')], 100)], [range([], 3), { max: 3 }]],
  refused: [
    [
      range([], 101),
      'The push brings 101 new commits to this ref; at most 100 may come at once',
      'push them in parts: git push <remote> <commit>:<branch>',
    ],
    [
      range([plain('b')], 4),
      'The push brings 4 new commits to this ref; at most 3 may come at once',
      'push them in parts: git push <remote> <commit>:<branch>',
      { max: 3 },
    ],
    [
      pooled,
      'It is unclear how many new commits this ref gets; at most 100 may come at once',
      'push fewer refs at a time',
    ],
  ],
  bad: [['max', 0, 'has to be a whole number from 1 to 1000000']],
});

describe('compileCommitRules()', () => {
  const compile = (
    settings: Parameters<typeof compileCommitRules>[1],
  ): ReturnType<typeof compileCommitRules> => compileCommitRules(COMMIT_RULES, settings, compileTestPattern);

  it('says which commit of which ref is meant, and weighs it as chosen', () => {
    const judge = compile({ 'no-merges': { severity: 'warn' }, 'max-commits': { severity: 'error' } });
    const found = judge.judgeCommit(commitOf({ headers: { parents: 2 } }), BRANCH, NOW);
    expect(found).toMatchObject([
      { rule: 'no-merges', severity: 'warn', ref: BRANCH, commit: oidOf('c'), subject: 'web: box' },
    ]);
  });

  it('names the commits of a range that are to blame, a handful of them', () => {
    const found = compile({ 'only-merges': { severity: 'warn' } }).judgeRange(
      range([plain('b'), merge, ...Array.from({ length: 100 }, () => plain('d'))]),
    );
    expect(found).toHaveLength(5);
    expect(found[0]).toMatchObject({ severity: 'warn', ref: BRANCH, commit: oidOf('b'), subject: 'b' });
    expect(found[1]).toMatchObject({ commit: oidOf('d') });
  });

  it('names no commit where the range as a whole is too long', () => {
    const [found] = compile({ 'max-commits': { severity: 'error' } }).judgeRange(range([plain('b')], 101));
    expect(Object.keys(found ?? {}).sort()).toEqual(['fix', 'message', 'ref', 'rule', 'severity']);
  });

  it.each([
    ['signature-required', 'error', true],
    ['signature-required', 'off', false],
    ['author-name', 'error', false],
  ] as const)('asks for signatures for %s, %s: %s', (rule, severity, expected) => {
    expect(compile({ [rule]: { severity } }).needsSignature).toBe(expected);
  });
});

testCommitRule(revertedExists, {
  accepted: [[{}], [{ reverted: { commit: oidOf('a'), exists: true } }]],
  refused: [
    [
      { reverted: { commit: oidOf('a'), exists: false } },
      `The message says to revert ${oidOf('a')}, and the server has no such commit`,
      { kind: 'reword' },
    ],
  ],
  bad: [],
});

describe('COMMIT_RULES', () => {
  it('are all off by themselves', () => {
    expect(COMMIT_RULES.filter(({ severity }) => severity !== 'off')).toEqual([]);
    const judge = compileCommitRules(COMMIT_RULES, defaultSettings(COMMIT_RULES), compileTestPattern);
    expect([...judge.judgeCommit(commitOf(), BRANCH, NOW), ...judge.judgeRange(pooled)]).toEqual([]);
  });

  it.each(COMMIT_RULES)('$id has a name of its own, a sentence, and defaults that fit', (rule) => {
    expect(rule.id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    expect(COMMIT_RULES.filter(({ id }) => id === rule.id)).toHaveLength(1);
    expect(rule.summary).toMatch(/^[A-Z].*\.$/);
    for (const option of Object.values(rule.options)) {
      expect(judgeOption(option, option.default)).toBeUndefined();
      expect(option.sentence).toMatch(/\.$/);
    }
  });
});
