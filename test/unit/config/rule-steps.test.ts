import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../src/config/compile.ts';
import { explainLint } from '../../../src/config/explain.ts';
import type { Layer } from '../../../src/config/merge-layers.ts';
import { lintSteps } from '../../../src/config/rule-steps.ts';
import { CORE_RULES } from '../../../src/lint/core-rules.ts';
import { PRESETS } from '../../../src/lint/presets.ts';
import { LINT_RULES } from '../../../src/lint/registry.ts';
import { effectiveLint } from '../../../src/push/effective-rules.ts';
import type { RulePlace } from '../../../src/push/effective-rules.ts';
import type { Policy } from '../../../src/push/policy.ts';
import type { RefName } from '../../../src/ref/ref-name.ts';
import { judgeOption } from '../../../src/rule/judge-option.ts';
import { defaultSettings } from '../../../src/rule/rule.ts';
import { MAIN } from '../../support/gate.ts';

const DEFAULTS = defaultSettings(CORE_RULES);
const onMain: RulePlace = { target: 'refs/heads/main' as RefName, lines: [MAIN] };
const elsewhere = (ref: string): RulePlace => ({ target: ref as RefName, lines: [] });

const layersOf = (server: unknown, repository: unknown): readonly Layer[] => [
  { file: 'server.yaml', scope: 'server', value: server },
  { file: 'andon.yaml', scope: 'repository', value: repository },
];

function compile(server: unknown, repository: unknown = {}): Policy {
  const compiled = compilePolicy(layersOf(server, repository), '/srv/git/web.git');
  if (compiled.kind === 'refused') throw new Error(JSON.stringify(compiled.problems));
  return compiled.policy;
}

describe('effectiveLint()', () => {
  test('gives refs of lines what is built in, and refs on no line nothing', () => {
    const policy = compile({});
    expect(effectiveLint(policy, onMain)).toEqual(DEFAULTS);
    expect(effectiveLint(policy, elsewhere('refs/heads/topic'))).toBeUndefined();
    expect(policy.overlays).toBeUndefined();
  });

  test('lays a preset under what is said beside it, and the repository over the server', () => {
    const policy = compile(
      { lint: { preset: 'strict', 'subject-max-length': { max: 60 }, 'no-wip': 'off' } },
      { lint: { 'subject-max-length': 'warn', whitespace: { tabs: true } } },
    );
    expect(effectiveLint(policy, onMain)).toMatchObject({
      'subject-max-length': { severity: 'warn', max: 60 },
      'body-required': { severity: 'error' },
      whitespace: { severity: 'error', tabs: true },
    });
    expect(effectiveLint(policy, onMain)).not.toHaveProperty('no-wip');
  });

  test('lays a line over all, and refs by name over both', () => {
    const policy = compile(
      { lines: { main: { refs: ['HEAD'], lint: { 'type-enum': { types: ['a'] }, 'no-fixup': 'off' } } } },
      {
        refs: {
          'refs/heads/*': { lint: { 'type-enum': 'warn' } },
          'refs/tags/**': { lint: { preset: 'kernel' } },
        },
      },
    );
    expect(effectiveLint(policy, onMain)).toMatchObject({ 'type-enum': { severity: 'warn', types: ['a'] } });
    expect(effectiveLint(policy, onMain)).not.toHaveProperty('no-fixup');
    expect(effectiveLint(policy, elsewhere('refs/heads/topic'))).toEqual({
      ...DEFAULTS,
      'type-enum': { severity: 'warn' },
    });
    expect(effectiveLint(policy, elsewhere('refs/tags/v1'))).toHaveProperty('signed-off-by');
    expect(effectiveLint(policy, elsewhere('refs/notes/x'))).toBeUndefined();
  });
});

describe('explainLint()', () => {
  test('names for each value the place that said it, and leaves out what is off', () => {
    const layers = layersOf(
      { lint: { preset: 'conventional', 'no-fixup': 'warn' } },
      { lines: { main: { refs: ['HEAD'], lint: { 'type-enum': { types: ['a'] }, 'subject-case': 'off' } } } },
    );
    const explained = explainLint(lintSteps(layers), onMain);
    const rule = (id: string) => explained.find((each) => each.rule === id)?.values;
    expect(rule('no-fixup')).toEqual([{ name: 'severity', value: 'warn', origin: 'server.yaml: lint' }]);
    expect(rule('type-enum')).toEqual([
      { name: 'severity', value: 'error', origin: 'server.yaml: lint.preset: conventional' },
      { name: 'types', value: ['a'], origin: 'andon.yaml: lines.main.lint' },
    ]);
    expect(rule('subject-max-length')?.map(({ origin }) => origin)).toEqual(['built in', 'built in']);
    expect(rule('subject-case')).toBeUndefined();
    expect(explainLint(lintSteps(layers), elsewhere('refs/heads/topic'))).toEqual([]);
  });

  test('says what effectiveLint() runs', () => {
    const server = { lint: { preset: 'kernel' }, refs: { 'refs/heads/**': { lint: { encoding: 'warn' } } } };
    const explained = explainLint(lintSteps(layersOf(server, {})), onMain);
    const said = explained.map(({ rule, values }) => [
      rule,
      Object.fromEntries(values.map(({ name, value }) => [name, value])),
    ]);
    expect(Object.fromEntries(said)).toEqual(effectiveLint(compile(server), onMain));
  });
});

describe('presets', () => {
  test.each(Object.entries(PRESETS))('%s names rules that exist, with values that they take', (_, rules) => {
    for (const [id, { severity: _severity, ...options }] of Object.entries(rules)) {
      const rule = LINT_RULES.find((each) => each.id === id);
      expect(rule?.id).toBe(id);
      for (const [name, value] of Object.entries(options)) {
        const option = rule?.options[name];
        expect(option === undefined ? 'no such option' : judgeOption(option, value)).toBeUndefined();
      }
    }
  });
});

test.each([
  [
    { lint: { preset: 'stirct' } },
    'lint.preset is "stirct", expected one of "git", "conventional", "kernel", "strict"',
  ],
  [
    { lines: { main: { refs: ['HEAD'], lint: { 'no-wpi': 'warn' } } } },
    'lines.main.lint.no-wpi is no lint rule, did you mean no-wip?',
  ],
  [
    { refs: { 'refs/tags/*': { lint: { 'no-wip': { marks: 1 } } } } },
    'refs."refs/tags/*".lint.no-wip.marks has to be a list of strings',
  ],
  [
    { lint: { commitlint: { rules: { 'type-enmu': [2, 'always', ['a']] } } } },
    'lint.commitlint.rules.type-enmu is no rule of commitlint',
  ],
  [{ lint: { commitlint: { extends: ['config-angulra'] } } }, 'lint.commitlint.extends[0] is no preset here'],
  [{ refs: { HEAD: {} } }, 'refs.HEAD has a name that cannot be used'],
])('compilePolicy() refuses %j', (value, message) => {
  const compiled = compilePolicy([{ file: 'a.yaml', scope: 'repository', value }], '/srv/git/web.git');
  expect(compiled).toMatchObject({
    kind: 'refused',
    problems: [{ message: expect.stringContaining(message) as string }],
  });
});
