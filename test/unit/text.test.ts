import { describe, expect, it } from 'vitest';
import { clockTime } from '../../src/text/clock-time.ts';
import { formatElapsed, parseDuration } from '../../src/text/duration.ts';
import { escapeText } from '../../src/text/escape.ts';
import { fitText, wrapText } from '../../src/text/layout.ts';
import { nearest } from '../../src/text/nearest.ts';
import { capOutput } from '../../src/text/print-capped.ts';

describe('escapeText()', () => {
  it.each([
    ['plain é 😀', 'plain é 😀'],
    ['\x1b[31m', String.raw`\x1b[31m`],
    ['a\nb\0', String.raw`a\x0ab\x00`],
    ['\x9b\x7f', String.raw`\x9b\x7f`],
    ['\u202e\u200b\ufeff', String.raw`\u202e\u200b\ufeff`],
    ['\u{e0041}', String.raw`\u{e0041}`],
    ['\ufffe\uffff\ufffd', '\\ufffe\\uffff\ufffd'],
    ['\ud800', '\ufffd'],
  ])('%j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });
});

describe('fitText() and wrapText()', () => {
  it('cut and break by columns', () => {
    expect([fitText('abcdef', 6), fitText('abcdefg', 6), fitText('😀😀😀', 3)]).toEqual([
      'abcdef',
      'abc...',
      '😀😀😀',
    ]);
    expect(wrapText('aa bb cccccc d', 5)).toEqual(['aa bb', 'ccccc', 'c d']);
    expect(wrapText('aa http://b/c/d e', 5)).toEqual(['aa', 'http://b/c/d', 'e']);
    expect(wrapText('😀😀😀😀', 3)).toEqual(['😀😀😀', '😀']);
    expect(wrapText('', 5)).toEqual([]);
  });
});

describe('parseDuration()', () => {
  it.each([
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['2h', 7_200_000],
    ['3d', 259_200_000],
    ['1w', 604_800_000],
    ['3650d', 315_360_000_000],
    ['3651d', undefined],
    ['1', undefined],
    ['-1s', undefined],
    ['1.5h', undefined],
    [' 1s', undefined],
  ])('%j: %s', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });
});

describe('formatElapsed()', () => {
  it.each([
    [-5, 'less than 1 min'],
    [59_999, 'less than 1 min'],
    [25 * 60_000, '25 min'],
    [60 * 60_000, '1 h'],
    [190 * 60_000, '3 h 10 min'],
    [48 * 3_600_000, '2 d'],
    [52 * 3_600_000, '2 d 4 h'],
  ])('%s: %s', (ms, text) => {
    expect(formatElapsed(ms)).toBe(text);
  });
});

describe('clockTime()', () => {
  it('is safe to print, whatever it is given', () => {
    expect(clockTime('\x1b[2J\x07T\x1b[31m', '2026-03-02T14:27:00.000Z')).toBe('\\x1b[2J\\x07 \\x1b[31m UTC');
  });

  it('names the day where it is not today', () => {
    const now = '2026-03-02T14:27:00.000Z';
    expect([clockTime('2026-03-02T14:02:09.000Z', now), clockTime('2026-03-01T09:00:00.000Z', now)]).toEqual([
      '14:02 UTC',
      '2026-03-01 09:00 UTC',
    ]);
  });
});

describe('capOutput()', () => {
  it('keeps what fits and cuts at a line', () => {
    expect(capOutput([]).length).toBe(0);
    expect(capOutput(['a  ', 'é']).toString()).toBe('a\né\n');
    const cut = capOutput(Array.from({ length: 9_000 }, () => 'éé'));
    expect(cut.length).toBeLessThanOrEqual(16_384);
    expect(cut.toString()).toMatch(/^(?:éé\n)+\.\.\. the rest is cut\n$/);
    expect(capOutput(['x'.repeat(20_000)]).toString()).toBe('... the rest is cut\n');
  });
});

describe('nearest()', () => {
  it.each([
    ['mian', 'main'],
    ['MAIN', 'main'],
    ['man', 'main'],
    ['webb', 'web'],
    ['zzzz', undefined],
    ['', undefined],
    ['x'.repeat(1_000_000), undefined],
  ])('%.9s: %s', (key, found) => {
    expect(nearest(key, ['main', 'web', 'deploy'])).toBe(found);
  });
});
