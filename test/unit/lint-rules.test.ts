import { describe, expect, it } from 'vitest';
import { CORE_RULES } from '../../src/lint/core-rules.ts';
import { compileLint } from '../../src/lint/lint.ts';
import { parseMessage } from '../../src/lint/message.ts';
import { judgeOption } from '../../src/rule/judge-option.ts';
import { LINT_RULES } from '../../src/lint/registry.ts';
import { COMMIT, compileTestPattern, DEFAULTS, judge } from '../support/lint.ts';

const reword = { kind: 'reword' } as const;
const FIX = { kind: 'trailer', trailer: 'Fixes-Build: 17' } as const;
const SCISSORS = '# ------------------------ >8 ------------------------';

describe('subject-empty', () => {
  it.each(['t', '\n\n t\n', '\xe9'])('accepts %j', (bytes) =>
    expect(judge('subject-empty', bytes)).toEqual([]),
  );
  it.each(['', '\n', ' \t\r\n\n', '\xc2\xa0\n\nbody'])('refuses %j', (bytes) =>
    expect(judge('subject-empty', bytes)).toEqual([
      {
        rule: 'subject-empty',
        severity: 'error',
        message: 'The subject is empty; it has to say what the commit does',
        fix: reword,
      },
    ]),
  );
});

describe('subject-max-length', () => {
  it.each([
    ['x'.repeat(100), {}],
    [`${'x'.repeat(100)} \n\n${'y'.repeat(300)}`, {}],
    ['\xf0\x9f\x98\x80'.repeat(100), {}], // code points, neither bytes nor UTF-16 units
    ['x'.repeat(20), { max: 20 }],
  ])('accepts %j with %j', (bytes, options) =>
    expect(judge('subject-max-length', bytes, options)).toEqual([]),
  );
  it.each([
    ['x'.repeat(101), {}, 'The subject has 101 characters; at most 100 are allowed'],
    ['\xf0\x9f\x98\x80'.repeat(101), {}, 'The subject has 101 characters; at most 100 are allowed'],
    ['\xff'.repeat(101), {}, 'The subject has 101 characters; at most 100 are allowed'],
    [`${'x'.repeat(60)}\n${'y'.repeat(60)}`, {}, 'The subject has 121 characters; at most 100 are allowed'],
    ['xyz', { max: 2 }, 'The subject has 3 characters; at most 2 are allowed'],
  ])('refuses %j with %j', (bytes, options, message) =>
    expect(judge('subject-max-length', bytes, options)).toEqual([
      { rule: 'subject-max-length', severity: 'error', message, fix: reword },
    ]),
  );
});

describe('body-leading-blank', () => {
  it.each(['t', 't\n', 't\n\nbody', 't\n \t\r\nbody', '\n\nt\n\nbody', ''])('accepts %j', (bytes) =>
    expect(judge('body-leading-blank', bytes)).toEqual([]),
  );
  it.each(['t\nbody', '\n\nt\nbody\n', 't\n\x0c\n'])('refuses %j', (bytes) =>
    expect(judge('body-leading-blank', bytes)).toEqual([
      {
        rule: 'body-leading-blank',
        severity: 'error',
        message: 'Line 2 holds text; it has to be blank, between the subject and the body',
        fix: reword,
      },
    ]),
  );
});

describe('no-fixup', () => {
  it.each(['fix: x', 'fixup x', 'x fixup! y', 'Fixup!'])('accepts %j', (bytes) =>
    expect(judge('no-fixup', bytes)).toEqual([]),
  );
  it.each(['fixup!', 'squash!', 'amend!'])('refuses %s', (mark) =>
    expect(judge('no-fixup', `\n${mark} topic: what`)).toEqual([
      {
        rule: 'no-fixup',
        severity: 'error',
        message: `The subject starts with "${mark}"; the commit has to be squashed into the one it mends`,
        fix: { kind: 'squash' },
      },
    ]),
  );
});

describe('trailer-misplaced', () => {
  it.each([
    ['a trailer', 't\n\nFixes-Build: 17\n'],
    ['a trailer with a blank before the colon', 't\n\nfixes-build : 17\n'],
    ['a folded trailer', 't\n\nFixes-Build: 17\n of web\n'],
    ['a trailer among text, with a sign-off', 't\n\nSigned-off-by: a\nb\nFixes-Build: 17\n'],
    ['a mention', 't\n\nThis mentions Fixes-Build: 17 and\nsays Andon-Override: x\n'],
    ['a quotation', 't\n\n    Fixes-Build: 17\n> Fixes-Build: 17\n\nmore\n'],
    ['prose that only looks like it', 't\n\nFixes build: the linker was missing\n\nmore\n'],
    ['prose without a colon', 't\n\nFixes-Build is a trailer\n\nmore\n'],
    ['another key', 'Prefixes-Build: 17\n\nNot-Fixes-Build: 17\nx'],
    ['one that is a trailer as well', 'fix Fixes-Build: 17\n\nFixes-Build: 17\n\nFixes-Build: 17\n'],
    ['one that is a trailer of another case', 'fix Fixes-Build: 17\n\nfixes-build: 17\n'],
    ['one without a value where there is a trailer', 't\n\nFixes-Build:\n\nFixes-Build: 17\n'],
  ])('accepts %s', (_, bytes) => expect(judge('trailer-misplaced', bytes)).toEqual([]));

  it.each([
    ['t\nFixes-Build: 17\n', 'Fixes-Build', 'no blank line stands above it', FIX],
    ['t\nFixes-Build: 17\n\nbody\n', 'Fixes-Build', 'no blank line stands above it', FIX],
    ['t\n\nA: b\nFixes-Build: 17\nprose\n', 'Fixes-Build', 'its paragraph also holds other text', FIX],
    ['t\n\nprose\nFixes-Build: 17\n', 'Fixes-Build', 'no blank line stands above it', FIX],
    ['t\n\nFixes-Build: 17\nprose\n', 'Fixes-Build', 'its paragraph also holds other text', FIX],
    ['t\n\nFixes-Build: 17\n\nprose\n', 'Fixes-Build', 'another paragraph follows it', FIX],
    ['t\n\nFixes-Build: 17\n\nA: b\n', 'Fixes-Build', 'another paragraph follows it', FIX],
    ['t\n\nFixes Build: 17\n', 'Fixes Build', 'its key has to be one word', FIX],
    ['t\n\nfixes_build: 17\n\nprose\n', 'fixes_build', 'its key has to be one word', FIX],
    ['Fixes-Build: 17\n', 'Fixes-Build', 'it stands in the subject', FIX],
    ['fix: x (Fixes-Build: 17)\n', 'Fixes-Build', 'it stands in the subject', FIX],
    [`t\n\n${SCISSORS}\nFixes-Build: 17\n`, 'Fixes-Build', 'it stands below the scissors', FIX],
    ['t\n---\nFixes-Build: 17\n', 'Fixes-Build', 'no blank line stands above it', FIX],
    ['t\n\nFixes-Build:\n\nx\n', 'Fixes-Build', 'another paragraph follows it', reword],
    [
      "t\n\nAndon-Override: it's $(x) \xc3\xa9\n\nx\n",
      'Andon-Override',
      'another paragraph follows it',
      { kind: 'trailer', trailer: "Andon-Override: it's $(x) é" } as const,
    ],
  ])('refuses %j', (bytes, written, reason, fix) => {
    const message = expect.stringContaining(`"${written}" is no trailer to git: ${reason}`) as string;
    expect(judge('trailer-misplaced', bytes)).toEqual([
      { rule: 'trailer-misplaced', severity: 'error', message, fix },
    ]);
  });

  it('names each value once, and no more than five', () => {
    const lines = Array.from({ length: 50 }, (_, index) => `Fixes-Build: ${index >> 1}\n`).join('');
    expect(judge('trailer-misplaced', `t\n\n${lines}\nend`).map(({ fix }) => fix)).toEqual(
      [0, 1, 2, 3, 4].map((value) => ({ kind: 'trailer', trailer: `Fixes-Build: ${value}` })),
    );
  });
});

describe('compileLint()', () => {
  it('returns what all rules say, in the order of the registry', () => {
    const found = compileLint(
      LINT_RULES,
      DEFAULTS,
      compileTestPattern,
    )(parseMessage(`fixup! ${'x'.repeat(100)}\nFixes-Build: 1`), COMMIT);
    const order = LINT_RULES.map(({ id }) => id);
    expect(found.map(({ rule }) => rule)).toEqual(
      ['subject-max-length', 'no-fixup', 'body-leading-blank', 'trailer-misplaced'].sort(
        (a, b) => order.indexOf(a) - order.indexOf(b),
      ),
    );
  });

  it('runs no rule that is off or not named, and gives each its severity', () => {
    const rules = {
      'no-fixup': { severity: 'warn' },
      'subject-max-length': { severity: 'off', max: 1 },
    } as const;
    expect(
      compileLint(LINT_RULES, rules, compileTestPattern)(parseMessage('fixup! x\ny'), COMMIT),
    ).toMatchObject([{ rule: 'no-fixup', severity: 'warn' }]);
  });

  it.each(['subject-emtpy', '__proto__x', 'constructor'])('throws on the unknown rule %s', (id) => {
    expect(() => compileLint(LINT_RULES, { [id]: { severity: 'error' } }, compileTestPattern)).toThrow(
      `no rule is called "${id}"`,
    );
  });

  it('describes its defaults in plain JSON', () => {
    expect(JSON.parse(JSON.stringify(DEFAULTS))).toEqual(DEFAULTS);
    expect(DEFAULTS['subject-max-length']).toEqual({ severity: 'error', max: 100 });
  });
});

describe('the registry', () => {
  it('has every rule that is on by itself among those that the everyday push loads', () => {
    const on = LINT_RULES.filter(({ severity }) => severity !== 'off');
    expect(on).toEqual(CORE_RULES);
  });

  it.each(LINT_RULES)(
    '$id has a name of its own, a sentence, and defaults that fit',
    ({ id, summary, options }) => {
      expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(LINT_RULES.filter((rule) => rule.id === id)).toHaveLength(1);
      expect(summary).toMatch(/^[A-Z].*\.$/);
      for (const option of Object.values(options))
        expect(judgeOption(option, option.default)).toBeUndefined();
      expect(Object.keys(options)).not.toContain('severity');
    },
  );
});
