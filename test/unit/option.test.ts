import { describe, expect, it } from 'vitest';
import { parseRefName } from '../../src/ref/ref-name.ts';
import type { RefName } from '../../src/ref/ref-name.ts';
import { judgeOption } from '../../src/rule/judge-option.ts';
import { bindOptions } from '../../src/rule/option.ts';
import type { Option, RefRow } from '../../src/rule/option.ts';
import type { TextForm } from '../../src/rule/text-form.ts';
import { compileTestPattern } from '../support/lint.ts';

const sentence = '';
const number = { kind: 'number', default: 1, min: 1, max: 9, sentence } as const;
const refs = { kind: 'refs', default: [], sentence } as const;
const table = { kind: 'table', default: {}, sentence } as const;
const refTable = { kind: 'ref-table', default: {}, sentence } as const;

const form = (name: TextForm): Option => ({ kind: 'string', form: name, default: '', sentence });
const NO_URL =
  'has to be an http or https URL with {key} in its path or query, and without a user and a fragment';
const NO_POINTER = 'has to be a JSON pointer, as /fields/status/name';

const REFS = 'names below refs/, in which * and ** stand for any text';
const NO_REFS = `has to be a list of ${REFS}`;
const NO_TABLE = 'has to be a map of lists of strings';

describe('judgeOption()', () => {
  it.each([
    [number, 9, undefined],
    [number, 10, 'has to be a whole number from 1 to 9'],
    [number, 1.5, 'has to be a whole number from 1 to 9'],
    [number, '5', 'has to be a whole number from 1 to 9'],
    [{ kind: 'string', default: '', sentence } as const, 'x', undefined],
    [{ kind: 'string', default: '', sentence } as const, 1, 'has to be a string'],
    [{ kind: 'boolean', default: true, sentence } as const, false, undefined],
    [{ kind: 'boolean', default: true, sentence } as const, 'yes', 'has to be true or false'],
    [{ kind: 'list', default: [], sentence } as const, ['x'], undefined],
    [{ kind: 'list', default: [], sentence } as const, [1], 'has to be a list of strings'],
    [{ kind: 'list', default: [], sentence } as const, 'x', 'has to be a list of strings'],
    [refs, ['refs/heads/*', 'refs/**'], undefined],
    [refs, ['main'], NO_REFS],
    [refs, ['HEAD'], NO_REFS],
    [refs, ['refs/heads/a b'], NO_REFS],
    [refs, 'refs/heads/main', NO_REFS],
    [refs, [1], NO_REFS],
    [table, {}, undefined],
    [table, { dana: ['x', 'y'], max: [] }, undefined],
    [table, JSON.parse('{ "__proto__": ["x"] }'), undefined],
    [table, { dana: 'x' }, NO_TABLE],
    [table, { dana: [1] }, NO_TABLE],
    [table, ['x'], NO_TABLE],
    [table, [], NO_TABLE],
    [table, null, NO_TABLE],
    [table, 'dana: x', NO_TABLE],
    [refTable, { 'refs/heads/release/*': ['dana', 'ci-*'] }, undefined],
    [refTable, { 'release/*': ['dana'] }, `${NO_TABLE}, by ${REFS}`],
    [refTable, { 'refs/heads/x': 'dana' }, `${NO_TABLE}, by ${REFS}`],
    [form('path'), '/etc/andon/token', undefined],
    [form('path'), '', undefined],
    [form('path'), 'token', 'has to be an absolute path'],
    [form('path'), 1, 'has to be an absolute path'],
    [form('json-pointer'), '/fields/a~1b/0/', undefined],
    [form('json-pointer'), 'fields', NO_POINTER],
    [form('json-pointer'), '/a~2', NO_POINTER],
    [form('key-url'), 'https://tracker.example/rest/api/2/issue/{key}?fields=status', undefined],
    [form('key-url'), 'http://127.0.0.1:8080/find?q={key}', undefined],
    [form('key-url'), '', undefined],
    [form('key-url'), 'https://tracker.example/issue/', NO_URL],
    [form('key-url'), 'https://tracker.example/issue#{key}', NO_URL],
    [form('key-url'), 'https://tracker.example/issue/{key}#top', NO_URL],
    [form('key-url'), 'https://{key}.example/issue/{key}', NO_URL],
    [form('key-url'), 'https://tracker.example:{key}/issue/', NO_URL],
    [form('key-url'), 'https://dana:secret@tracker.example/{key}', NO_URL],
    [form('key-url'), 'https://{key}@tracker.example/{key}', NO_URL],
    [form('key-url'), 'ftp://tracker.example/{key}', NO_URL],
    [form('key-url'), 'file:///etc/{key}', NO_URL],
    [form('key-url'), '{key}', NO_URL],
    [form('key-url'), 'tracker.example/{key}', NO_URL],
    [form('key-url'), ['https://tracker.example/{key}'], NO_URL],
  ])('judges %j, set to %j', (option, value, problem) => expect(judgeOption(option, value)).toBe(problem));
});

describe('bindOptions()', () => {
  const bind = (value: unknown, option: typeof refs | typeof table | typeof refTable): unknown =>
    bindOptions({ option }, value === undefined ? {} : { option: value }, compileTestPattern)['option'];
  const release = parseRefName('refs/heads/release/1') as RefName;

  it('makes a map of a table, whatever its keys are called', () => {
    const value: unknown = JSON.parse('{ "__proto__": ["x"], "dana": [] }');
    const bound = bind(value, table) as ReadonlyMap<string, readonly string[]>;
    expect([...bound]).toEqual([
      ['__proto__', ['x']],
      ['dana', []],
    ]);
    expect(bind(undefined, table)).toEqual(new Map());
  });

  it('compiles ref patterns, alone and as keys', () => {
    const matches = (pattern: string): readonly boolean[] => {
      const [alone] = bind([pattern], refs) as readonly RefRow['refs'][];
      const [row] = bind({ [pattern]: ['dana'] }, refTable) as readonly RefRow[];
      expect(row?.values).toEqual(['dana']);
      return [alone?.matches(release) === true, row?.refs.matches(release) === true];
    };
    expect(matches('refs/heads/release/*')).toEqual([true, true]);
    expect(matches('refs/heads/*')).toEqual([false, false]);
  });
});
