// A commitlint configuration that was pasted: what is refused, with the reason, and what it comes to.
import { describe, expect, it } from 'vitest';
import { compileCommitlint, type CommitlintConfig } from '../../src/lint/commitlint/compile.ts';
import type { RuleSetting } from '../../src/lint/commitlint/presets.ts';
import { COMMITLINT_RULES } from '../../src/lint/commitlint/rules.ts';
import { describeCommitlint } from '../../src/lint/commitlint/validate.ts';

/** Problems as one line each: `rules.type-enum.2 has to be ...`. */
function describeAll(config: unknown): readonly string[] {
  return describeCommitlint(config).map(({ path, problem }) => [path.join('.'), problem].join(' ').trim());
}

const PACKAGE = 'names code of a package, and a hook runs none; the presets bring their own parsers';
const BYPASS = 'would let a message excuse itself by its own words; remove it';
const DATA = 'has to be plain data, which no pattern and no function is';
const COUNT = 'has to be a whole number, 0 or more';

describe('describeCommitlint()', () => {
  it.each([
    {},
    { extends: 'config-conventional' },
    { extends: ['@commitlint/config-conventional', 'config-angular'], rules: {} },
    { rules: { 'type-enum': [2, 'always', ['a']], 'scope-empty': [0], 'body-empty': [0, 'never'] } },
    { rules: { 'type-enum': [0, 'always', 'anything, where the rule is off'] } },
    { rules: { 'header-trim': [2, 'always', true], 'body-max-length': [1, 'always'] } },
    { rules: { 'scope-case': [2, 'always', { cases: ['lower-case'], delimiters: ['+'] }] } },
    { rules: { 'scope-case': [2, 'always', { case: 'lower-case', when: 'never' }] } },
    { rules: { 'type-case': [2, 'always', ['lowerCase', { case: 'uppercase' }]] } },
    { rules: { 'scope-enum': [2, 'never', { scopes: [] }] } },
    { $schema: 'x', helpUrl: 'y', formatter: 'z', prompt: {}, defaultIgnores: false },
  ])('finds nothing wrong with %j', (config) => expect(describeAll(config)).toEqual([]));

  it.each([
    [null, ['has to be a map with "extends" and "rules"']],
    [['config-conventional'], ['has to be a map with "extends" and "rules"']],
    [{ rule: {} }, ['rule is no setting here, did you mean rules?']],
    [{ parserPreset: 'x', plugins: [] }, [`parserPreset ${PACKAGE}`, `plugins ${PACKAGE}`]],
    [{ ignores: [], defaultIgnores: true }, [`ignores ${BYPASS}`, `defaultIgnores ${BYPASS}`]],
    [{ extends: 1 }, ['extends has to be a preset or a list of presets']],
    [{ extends: 'config-conventionel' }, ['extends is no preset here, did you mean config-conventional?']],
    [
      { extends: ['config-angular', './own.js'] },
      ['extends.1 is no preset here, expected one of config-conventional, config-angular'],
    ],
    [{ rules: [] }, ['rules has to be a map from rules to their settings']],
  ])('says what is wrong with %j', (config, problems) => expect(describeAll(config)).toEqual(problems));

  it.each([
    ['type-enmu', [2, 'always'], ' is no rule of commitlint, did you mean type-enum?'],
    ['type-enum', 2, ' has to be a list of level, condition and value'],
    ['type-enum', [], ' has to be a list of level, condition and value'],
    ['type-enum', [3, 'always', []], '.0 has to be a level: 0 (off), 1 (warning) or 2 (error)'],
    ['type-enum', [1.5, 'always', []], '.0 has to be a level: 0 (off), 1 (warning) or 2 (error)'],
    ['type-enum', ['error', 'always', []], '.0 has to be a level: 0 (off), 1 (warning) or 2 (error)'],
    ['type-enum', [2], '.1 has to be "always" or "never"'],
    ['type-enum', [0, 'sometimes'], '.1 has to be "always" or "never"'],
    ['type-enum', [2, 'always', [], []], '.3 is one item too many, after the value'],
    ['type-enum', [2, 'always', 'fix'], '.2 has to be a list of strings'],
    ['type-enum', [2, 'always', [/fix/]], '.2 has to be a list of strings'],
    ['type-enum', [2, 'always', () => ['fix']], `.2 ${DATA}`],
    ['header-trim', [2, 'always', /x/], `.2 ${DATA}`],
    ['type-empty', [2, 'never', new Date(0)], `.2 ${DATA}`],
    ['body-full-stop', [2, 'always', 1], '.2 has to be a string'],
    ['signed-off-by', [2, 'always', /Signed/], `.2 ${DATA}`],
    ['trailer-exists', [2, 'always', ['Key']], '.2 has to be a string'],
    ['header-max-length', [2, 'always', '72'], `.2 ${COUNT}`],
    ['header-max-length', [2, 'always', -1], `.2 ${COUNT}`],
    ['header-max-length', [2, 'always', Infinity], `.2 ${COUNT}`],
    ['header-max-length', [2, 'always', null], `.2 ${COUNT}`],
    ['subject-case', [2, 'never', 7], '.2 has to be a case or a list of cases'],
    [
      'subject-case',
      [2, 'never', ['lower']],
      '.2 names the unknown case "lower", expected one of lower-case',
    ],
    [
      'subject-case',
      [2, 'never', 'camelcase'],
      '.2 names the unknown case "camelcase", did you mean "camel-',
    ],
    ['subject-case', [2, 'never', { when: 'never' }], '.2 has to name a case under "case"'],
    [
      'subject-case',
      [2, 'never', { when: 'no', case: 'lower-case' }],
      '.2 has to say "always" or "never" under "when"',
    ],
    ['scope-case', [2, 'always', { cases: 'lower-case' }], '.2 has to hold a list of cases under "cases"'],
    ['scope-case', [2, 'always', { cases: ['x'] }], '.2 names the unknown case "x"'],
    ['scope-enum', [2, 'always', 'api'], '.2 has to be a list of strings, or a map with scopes'],
    ['scope-enum', [2, 'always', {}], '.2 has to hold a list of strings under "scopes"'],
    [
      'scope-enum',
      [2, 'always', { scopes: [], delimiters: [''] }],
      '.2 has to hold a list of strings under "delimiters", none of them empty',
    ],
    [
      'scope-enum',
      [2, 'always', { scopes: [], delimiter: ['+'] }],
      '.2 may hold "scopes" and "delimiters", not "delimiter"',
    ],
  ])('says what is wrong with %s set to %j', (name, setting, problem) => {
    const found = describeAll({ rules: { [name]: setting } });
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(`rules.${name}${problem}`)).toBe(true);
  });

  it.each(COMMITLINT_RULES)('refuses a pattern and a function as the value of $name', ({ name }) => {
    for (const value of [/x/, () => true])
      expect(describeAll({ rules: { [name]: [2, 'always', value] } })).toEqual([`rules.${name}.2 ${DATA}`]);
  });

  it('collects all problems, with their places', () => {
    const config = { extends: 'x', rules: { a: [2, 'always'], 'body-empty': [7, 'x'] }, more: 1 };
    expect(describeCommitlint(config).map(({ path }) => path)).toEqual([
      ['extends'],
      ['rules', 'a'],
      ['rules', 'body-empty', 0],
      ['rules', 'body-empty', 1],
      ['more'],
    ]);
  });
});

describe('compileCommitlint()', () => {
  const ids = (config: CommitlintConfig, text: string) =>
    compileCommitlint(config)(text).map(({ rule }) => rule);

  it('lays rules over presets, and a later preset over an earlier one', () => {
    const text = `wip: ${'x'.repeat(80)}`;
    expect(ids({ extends: 'config-conventional' }, text)).toEqual(['type-enum']);
    expect(ids({ extends: ['config-conventional', 'config-angular'] }, text)).toEqual([
      'header-max-length',
      'type-enum',
    ]);
    const rules: Record<string, RuleSetting> = { 'type-enum': [0], 'subject-min-length': [1, 'always', 100] };
    expect(compileCommitlint({ extends: 'config-conventional', rules })(text)).toEqual([
      {
        rule: 'subject-min-length',
        severity: 'warn',
        message: 'The subject has 80 characters; at least 100 are required',
      },
    ]);
  });

  it('reads a message as the last preset does', () => {
    const rules: Record<string, RuleSetting> = { 'type-empty': [2, 'never'], 'footer-empty': [2, 'always'] };
    const text = 'fix!: x\n\nBREAKING-CHANGE:';
    expect(ids({ rules }, text)).toEqual(['type-empty']);
    expect(ids({ extends: 'config-conventional', rules }, text)).toContain('footer-empty');
    const angularLast = ids({ extends: ['config-conventional', 'config-angular'], rules }, text);
    expect(angularLast).toContain('subject-exclamation-mark');
    expect(angularLast).not.toContain('footer-empty');
  });

  it('throws on a configuration that is wrong', () => {
    const config = { rules: { 'type-enmu': [2, 'always'] } } as const;
    expect(() => compileCommitlint(config)).toThrow('rules.type-enmu is no rule of commitlint');
  });

  it('quotes no more of a message or a list than fits on a few lines', () => {
    const types = Array.from({ length: 1_000 }, (_, at) => `type${at}`);
    const [finding] = compileCommitlint({ rules: { 'type-enum': [2, 'always', types] } })(
      `${'y'.repeat(99)}: x`,
    );
    expect(finding?.message).toMatch(/^The type is "y{57}\.\.\."; .*"type19", and 980 more$/);
  });
});

describe('COMMITLINT_RULES', () => {
  it('has the 38 names of commitlint, in the order of the alphabet', () => {
    const names = COMMITLINT_RULES.map(({ name }) => name);
    expect(names).toHaveLength(38);
    expect(names).toEqual(names.toSorted((a, b) => (a < b ? -1 : 1)));
  });
});
