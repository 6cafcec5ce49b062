// Holds our commitlint rules against the real ones: the same messages, the same configurations, the same
// rules broken at the same level. What differs on purpose stands in DIFFERENCES, with its argument.
import { describe, expect, it } from 'vitest';
import { compileCommitlint, type CommitlintConfig } from '../../src/lint/commitlint/compile.ts';
import { CASES } from '../../src/lint/commitlint/letter-case.ts';
import { findPreset, type RuleSetting } from '../../src/lint/commitlint/presets.ts';
import { COMMITLINT_RULES } from '../../src/lint/commitlint/rules.ts';
import { randomCommitText } from '../support/commit-texts.ts';
import { randomMessage } from '../support/random-message.ts';
import { startRandom } from '../support/random.ts';
import { lintForReal, REAL_PRESETS, type Rules } from '../support/real-commitlint.ts';

const random = startRandom(20_260_101);
const MESSAGES = [...new Set(Array.from({ length: 2_600 }, () => randomCommitText(random)))];

function lintHere(config: CommitlintConfig): (text: string) => readonly string[] {
  const lint = compileCommitlint(config);
  return (text) =>
    lint(text)
      .map(({ rule, severity }) => `${rule} ${severity === 'error' ? 2 : 1}`)
      .sort();
}

/** Each rule's value in a round of the test; a rule that is not named takes its default. */
const VALUES: readonly Readonly<Record<string, unknown>>[] = [
  {},
  {
    'body-case': 'lower-case',
    'header-case': ['sentence-case', { when: 'never', case: 'upper-case' }],
    'scope-case': ['lower-case', 'kebab-case'],
    'subject-case': CASES,
    'type-case': { when: 'never', case: 'lower-case' },
    'body-full-stop': '.',
    'header-full-stop': 'g',
    'subject-full-stop': '.',
    'scope-enum': ['api', 'cli', 'api/core'],
    'type-enum': ['feat', 'fix'],
    'scope-delimiter-style': [',', '/'],
    'signed-off-by': 'Signed-off-by:',
    ...lengths(10),
  },
  {
    'scope-case': { cases: ['lower-case'], delimiters: ['|', ';', ','] },
    'scope-enum': { scopes: ['api', 'cli', 'Api'], delimiters: ['|', '.'] },
    'type-enum': [],
    'scope-delimiter-style': ['|'],
    'body-full-stop': 't',
    'subject-full-stop': 'gs',
    ...lengths(60),
  },
  {
    'scope-enum': { scopes: ['api'] },
    'scope-case': { cases: ['pascal-case', 'upper-case'] },
    ...lengths(100),
  },
  ...CASES.map((letterCase) => ({
    'body-case': letterCase,
    'header-case': [letterCase],
    'scope-case': letterCase,
    'subject-case': letterCase,
    'type-case': [letterCase],
  })),
];

function lengths(count: number): Record<string, number> {
  const names = COMMITLINT_RULES.filter(({ kind }) => kind === 'length').map(({ name }) => name);
  return Object.fromEntries(names.map((name) => [name, count]));
}

/** All rules at once; `trailer-exists` starts a process for each message and has a test of its own. */
function configure(
  condition: 'always' | 'never',
  values: Readonly<Record<string, unknown>>,
  only: boolean,
): Rules {
  const names = COMMITLINT_RULES.map(({ name }) => name).filter((name) => name !== 'trailer-exists');
  const chosen = only ? names.filter((name) => Object.hasOwn(values, name)) : names;
  return Object.fromEntries(
    chosen.map((name, at): [string, RuleSetting] => {
      const level = at % 2 === 0 ? 2 : 1;
      return [name, Object.hasOwn(values, name) ? [level, condition, values[name]] : [level, condition]];
    }),
  );
}

interface Difference {
  readonly why: string;
  readonly text: string;
  readonly rules: Rules;
  /** Rules that the real one finds broken, or what it does instead. */
  readonly real: readonly string[] | RegExp;
  readonly here: readonly string[];
  /** Which other messages it explains. */
  readonly covers: (text: string) => boolean;
}

const EMPTY: Rules = { 'type-empty': [2, 'never'], 'body-empty': [1, 'always'] };

/** Every deliberate difference; any other one fails. */
const DIFFERENCES: readonly Difference[] = [
  {
    why: 'an empty message is skipped there; a push can bring one, and it breaks what asks for a type',
    text: '',
    rules: EMPTY,
    real: [],
    here: ['type-empty 2'],
    covers: (text) => text === '',
  },
  {
    why: 'a blank message ends the program there; a hook has to answer, so it is judged',
    text: ' \n\t\n',
    rules: EMPTY,
    real: /Expected a raw commit/,
    here: ['type-empty 2'],
    covers: (text) => text.trim() === '',
  },
  {
    why: 'lines that begin with "gpg:" are dropped in both, and a message of nothing else is skipped there',
    text: 'gpg: anything at all\n\ngpg: more',
    rules: EMPTY,
    real: [],
    here: ['type-empty 2'],
    covers: (text) => /^(?:\s*gpg:.*[\r\n]*)+$/.test(text),
  },
  {
    why: 'thousands of notes overflow the stack there, and whoever pushes could choose to end the program',
    text: `x\n\n${'BREAKING CHANGE: y\n'.repeat(20_000)}`,
    rules: EMPTY,
    real: /Maximum call stack/,
    here: ['type-empty 2'],
    covers: () => false,
  },
  {
    why: 'a line of dashes begins a patch to interpret-trailers; in a commit it is text, as git log shows it',
    text: 'fix: x\n\nsome text\n---\nmore text\n\nKey: value\n',
    rules: { 'trailer-exists': [2, 'always', 'Key: value'] },
    real: ['trailer-exists 2'],
    here: [],
    covers: (text) => /^---[ \t\r]*$/m.test(text),
  },
];

interface Round {
  readonly title: string;
  readonly config: CommitlintConfig;
  readonly rules: Rules;
  readonly parserOpts?: object;
}

const presetRounds = Object.entries(REAL_PRESETS).map(([name, real]): Round => ({
  title: name,
  config: { extends: name },
  ...real,
}));
const ruleRounds = VALUES.flatMap((values, at) =>
  (['always', 'never'] as const).map((condition): Round => {
    const rules = configure(condition, values, at > 3);
    return { title: `round ${at}, ${condition}`, config: { rules }, rules };
  }),
);

async function compare(text: string, real: Round, here: (text: string) => readonly string[]) {
  const [expected, found] = [await lintForReal(text, real), here(text)];
  return expected.join() === found.join() ? [] : [{ text, expected, found }];
}

describe('compileCommitlint()', () => {
  const isCovered = (text: string) => DIFFERENCES.some(({ covers }) => covers(text));
  const unexplained = MESSAGES.filter((text) => !isCovered(text));

  it('is compared on 2 000 messages at least, few of which a difference explains away', () => {
    expect(unexplained.length).toBeGreaterThan(2_000);
    expect(MESSAGES.length - unexplained.length).toBeLessThan(200);
  });

  it.each([...presetRounds, ...ruleRounds])('finds what commitlint finds: $title', async (round) => {
    const here = lintHere(round.config);
    const different: object[] = [];
    for (const text of unexplained) different.push(...(await compare(text, round, here)));
    expect(different.slice(0, 5)).toEqual([]);
  });

  it.each(['Key: ', 'Fixes-Build: 17', 'Signed-off-by:', 'fixes', ''])(
    'finds the trailer %j where git interpret-trailers does',
    async (value) => {
      const different: object[] = [];
      for (const condition of ['always', 'never'] as const) {
        const rules: Rules = { 'trailer-exists': [2, condition, value] };
        const here = lintHere({ rules });
        for (let count = 0; count < 60; count++) {
          const text = `x${random.pick([randomMessage, randomCommitText])(random)}`;
          if (isCovered(text)) continue;
          different.push(...(await compare(text, { title: '', config: {}, rules }, here)));
        }
      }
      expect(different.slice(0, 5)).toEqual([]);
    },
  );

  it('is compared where each rule is kept, and where it is broken, with both conditions', () => {
    const outcomes = new Set<string>();
    for (const { config, rules } of ruleRounds) {
      const here = lintHere(config);
      for (const found of unexplained.map(here)) {
        for (const [name, [level, condition]] of Object.entries(rules))
          outcomes.add(`${name} ${condition} ${found.includes(`${name} ${level}`) ? 'broken' : 'kept'}`);
      }
    }
    const names = COMMITLINT_RULES.map(({ name }) => name).filter((name) => name !== 'trailer-exists');
    const possible = names.flatMap((name) =>
      ['always kept', 'always broken', 'never kept', 'never broken'].map((outcome) => `${name} ${outcome}`),
    );
    expect(possible.filter((outcome) => !outcomes.has(outcome))).toEqual([]);
  });

  it.each(DIFFERENCES)('differs: $why', async ({ text, rules, real, here }) => {
    expect(lintHere({ rules })(text)).toEqual(here);
    if (real instanceof RegExp) await expect(lintForReal(text, { rules })).rejects.toThrow(real);
    else expect(await lintForReal(text, { rules })).toEqual(real);
  });

  it.each(['Merge branch x', 'Revert "x"', 'fixup! x', 'squash! x', 'v1.2.3', 'Automatic merge x'])(
    'judges %j, which commitlint skips unless it is told not to',
    async (text) => {
      const { rules, parserOpts } = REAL_PRESETS['config-conventional'] ?? expect.fail();
      expect(await lintForReal(text, { rules, parserOpts }, { defaultIgnores: true })).toEqual([]);
      expect(lintHere({ extends: 'config-conventional' })(text)).toEqual(
        await lintForReal(text, { rules, parserOpts }),
      );
      expect(lintHere({ extends: 'config-conventional' })(text)).toContain('type-empty 2');
    },
  );
});

describe('PRESETS', () => {
  it.each(Object.entries(REAL_PRESETS))('has the rules of %s', (name, { rules }) => {
    expect(unorderValues(findPreset(name)?.rules ?? {})).toEqual(unorderValues(rules));
    expect(findPreset(`@commitlint/${name}`)).toBe(findPreset(name));
  });
});

/** The order of a list in a value means nothing. */
function unorderValues(rules: Rules): Record<string, unknown> {
  const unordered = (value: unknown) => (Array.isArray(value) ? new Set<unknown>(value) : value);
  return Object.fromEntries(Object.entries(rules).map(([name, setting]) => [name, setting.map(unordered)]));
}
