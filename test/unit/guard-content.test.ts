// What rules about changes have in common: patterns of paths, added lines, and the engine that runs them.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAddedLines } from '../../src/guard/added-lines.ts';
import type { ChangeRule } from '../../src/guard/change-rule.ts';
import { CHANGE_RULES } from '../../src/guard/change-rules.ts';
import { compileChangeRules } from '../../src/guard/judge-changes.ts';
import { compilePathPattern } from '../../src/guard/path-pattern.ts';
import { defaultSettings, patternCompiler } from '../../src/rule/rule.ts';
import { compileRe2 } from '../../src/config/re2-pattern.ts';
import { judgeOption } from '../../src/rule/judge-option.ts';
import { patternsIn } from '../../src/rule/option.ts';
import { toChange } from '../support/change.ts';
import { oid } from '../support/gate.ts';
import { COMMIT } from '../support/lint.ts';

describe('compilePathPattern()', () => {
  it.each([
    ['*.log', 'a.log b/c.log .log', 'a.logs a.log/b'],
    ['/*.log', 'a.log', 'b/a.log'],
    ['a/b', 'a/b', 'x/a/b a/b/c ab'],
    ['build/', 'build/a x/build/a/b', 'build xbuild/a'],
    ['/build/', 'build/a', 'x/build/a build'],
    ['a/**', 'a/b a/b/c', 'a b/a/c'],
    ['**/a', 'a b/a b/c/a', 'ab b/ab'],
    ['a/**/b', 'a/b a/x/b a/x/y/b a/b/b', 'a/xb ab a/b/c'],
    ['**/a/**/b', 'a/b x/a/y/b a/x/a/b', 'a b'],
    ['**', 'a a/b', ''],
    ['a?c', 'abc', 'ac a/c abbc'],
    ['[a-c]x', 'ax cx', 'dx x'],
    ['[!a-c]x', 'dx', 'ax'],
    ['[]-]x', ']x -x', 'ax'],
    ['\\*', '*', 'a'],
    ['[a', '', '[a a'],
    ['*a*b*', 'ab xaxbx', 'ba'],
    ['*.min.*', 'a.min.js', 'a.minjs'],
  ])('%s fits %s and not %s', (pattern, fitting, others) => {
    const { matches } = compilePathPattern(pattern);
    const words = (text: string): string[] => text.split(' ').filter(Boolean);
    expect(words(fitting).filter((path) => !matches(path))).toEqual([]);
    expect(words(others).filter((path) => matches(path))).toEqual([]);
  });

  it('takes no long time, whatever pattern and path', () => {
    const began = performance.now();
    expect(compilePathPattern(`${'*a'.repeat(500)}b`).matches('a'.repeat(4_000))).toBe(false);
    expect(compilePathPattern(`${'**/a/'.repeat(500)}b`).matches('a/'.repeat(2_000))).toBe(false);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});

describe('findAddedLines()', () => {
  const numbers = (content: string, ...formers: string[]): readonly number[] | undefined =>
    findAddedLines(content, formers)?.map(({ number }) => number);

  it.each([
    ['a\nb\n', [], [1, 2]],
    ['a\nb', ['a\n'], [2]],
    ['x\na\nb\n', ['a\nb\n'], [1]],
    ['a\nx\nb\n', ['a\nb\n'], [2]],
    ['b\na\n', ['a\nb\n'], []],
    ['a\na\n', ['a\n'], [2]],
    ['a\na\nb\n', ['b\na\n'], [2]],
    ['', ['a\n'], []],
    ['\n', [''], [1]],
    ['a\r\nb', ['a\nb\n'], []],
    ['a\nours\ntheirs\nnew\n', ['a\nours\n', 'a\ntheirs\n'], [4]],
    ['a\n', ['b\n', 'a\n'], []],
  ] as const)('of %j against %j are %j', (content, formers, expected) => {
    expect(numbers(content, ...formers)).toEqual(expected);
  });

  it('give up where there are too many', () => {
    expect(numbers('\n'.repeat(1_000_000))).toHaveLength(1_000_000);
    expect(numbers('\n'.repeat(1_000_001)) === undefined).toBe(true);
    expect(numbers('a\nb', '\n'.repeat(2_000_000))).toEqual([1, 2]);
  });

  it('are, with what was there, all that a new content has', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', 'dd'), { maxLength: 12 });
    fc.assert(
      fc.property(lines, lines, (content, former) => {
        const added = findAddedLines(content.join('\n'), [former.join('\n')]) ?? [];
        for (const { number, bytes } of added) expect(content[number - 1]).toBe(bytes);
        const count = (list: readonly string[], word: string): number =>
          list.filter((each) => each === word).length;
        for (const word of ['a', 'b', 'c', 'dd'])
          expect(count(added.map(({ bytes }) => bytes), word)).toBe(Math.max(0, count(content, word) - count(former, word))); // prettier-ignore
      }),
    );
  });
});

describe('the registry of rules for changes', () => {
  it('has each rule once, off by itself, with options that hold their defaults', () => {
    expect(new Set(CHANGE_RULES.map(({ id }) => id)).size).toBe(CHANGE_RULES.length);
    for (const { id, severity, summary, options } of CHANGE_RULES) {
      expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      expect(severity).toBe('off');
      expect(summary).toMatch(/^[A-Z].*\.$/);
      for (const option of Object.values(options))
        expect(judgeOption(option, option.default)).toBeUndefined();
    }
  });

  it('asks for nothing where no rule is on', () => {
    const { needs, begin } = compileChangeRules(CHANGE_RULES, defaultSettings(CHANGE_RULES), compileRe2);
    expect(needs).toBeUndefined();
    expect(begin().judgeAll()).toEqual([]);
  });
});

describe('compileChangeRules()', () => {
  const needsOf = (settings: Readonly<Record<string, object>>) =>
    compileChangeRules(
      CHANGE_RULES,
      Object.fromEntries(Object.entries(settings).map(([id, each]) => [id, { severity: 'warn', ...each }])),
      compileRe2,
    ).needs;

  it('asks for what the rules that are on need, and for no more', () => {
    const paths = needsOf({ 'path-forbidden': { paths: ['*'] }, 'path-windows': {}, 'path-owners': {} });
    expect(paths).toMatchObject({ sizes: false, folders: false });
    expect(paths?.reading(toChange('a'))).toBeUndefined();
    expect(paths?.files(toChange('a'))).toEqual([]);
    expect(needsOf({ 'file-max-size': {} })).toMatchObject({ sizes: true, folders: false });
    expect(needsOf({ 'path-case-collision': {} })).toMatchObject({ sizes: false, folders: true });
    const secrets = needsOf({ secrets: { allow: ['test/'] } });
    expect(secrets?.reading(toChange('a'))).toEqual({ mostBytes: Infinity, former: true });
    for (const change of ['test/a', { path: 'a', mode: '120000' }, { path: 'a', mode: '000000', was: 'x' }])
      expect(secrets?.reading(toChange(change))).toBeUndefined();
    const links = needsOf({ 'symlink-outside': {}, 'lfs-pointer-missing': {}, submodule: { urls: ['x'] } });
    expect(links?.reading(toChange({ path: 'a', mode: '120000' }))).toEqual({
      mostBytes: 4_096,
      former: false,
    });
    expect(links?.reading(toChange('a'))).toEqual({ mostBytes: 1_023, former: false });
    expect(links?.files(toChange('d/e/a'))).toEqual([
      '.gitattributes',
      'd/.gitattributes',
      'd/e/.gitattributes',
    ]);
    expect(links?.files(toChange({ path: 'a', mode: '160000' }))).toEqual(['.gitmodules']);
    expect(needsOf({ 'binary-files': {}, secrets: {} })?.reading(toChange('a'))?.former).toBe(true);
    expect(needsOf({ 'binary-files': {}, 'lfs-pointer-missing': {} })?.reading(toChange('a'))?.mostBytes).toBe(Infinity); // prettier-ignore
  });

  it('says which rule, how heavy, and which commit', () => {
    const settings = { 'path-windows': { severity: 'warn' }, 'push-max-size': { severity: 'error', maxBytes: 1 } } as const; // prettier-ignore
    const judgement = compileChangeRules(CHANGE_RULES, settings, compileRe2).begin();
    const changes = {
      oid: oid(1),
      changes: [toChange({ path: 'nul', size: 2 })],
      folders: [],
      files: new Map(),
    };
    expect(judgement.judge(changes, { headers: COMMIT, trailers: [] })).toMatchObject([
      { rule: 'path-windows', severity: 'warn', commit: oid(1) },
    ]);
    const [whole] = judgement.judgeAll();
    expect(whole).toMatchObject({ rule: 'push-max-size', severity: 'error' });
    expect(whole).not.toHaveProperty('commit');
  });

  it('works out the lines of a change once', () => {
    const seen: unknown[] = [];
    const spy = (id: string): ChangeRule => ({
      id,
      summary: '',
      severity: 'error',
      options: {},
      judge: ({ changes, addedLines }) => {
        for (const change of changes) seen.push(addedLines(change));
        return [];
      },
    });
    const guard = compileChangeRules([spy('a'), spy('b')], { a: {}, b: {} } as never, compileRe2);
    const changes = [toChange({ path: 'a', content: 'x' }), toChange({ path: 'b', size: 9 })];
    guard
      .begin()
      .judge({ oid: oid(1), changes, folders: [], files: new Map() }, { headers: COMMIT, trailers: [] });
    expect(seen[0]).toEqual([{ number: 1, bytes: 'x' }]);
    expect(seen[2]).toBe(seen[0]);
    expect([seen[1], seen[3]]).toEqual([undefined, undefined]);
  });
});

describe('patterns inside maps', () => {
  const settings = (pattern: string) => ({
    'content-forbidden': { severity: 'error' as const, contents: [{ paths: ['*'], pattern, say: 'no' }] },
  });

  it('are found, so that they can be vetted', () => {
    const option = CHANGE_RULES.find(({ id }) => id === 'content-forbidden')?.options['contents'];
    if (option === undefined) throw new Error('no such option');
    expect(patternsIn(option, settings('(?=x)')['content-forbidden'].contents)).toEqual(['(?=x)']);
    expect(patternsIn(option, option.default)).toEqual([]);
  });

  it('have their engine loaded', async () => {
    const load = async () => Promise.resolve(compileRe2);
    expect(await patternCompiler(CHANGE_RULES, settings('x'), load)).toBe(compileRe2);
    expect(await patternCompiler(CHANGE_RULES, settings(''), load)).not.toBe(compileRe2);
  });
});
