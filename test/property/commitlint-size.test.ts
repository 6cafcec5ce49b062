// commitlint's rules meet text from strangers: any bytes, and as many as a push may bring.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileCommitlint } from '../../src/lint/commitlint/compile.ts';
import { CASES } from '../../src/lint/commitlint/letter-case.ts';
import type { RuleSetting } from '../../src/lint/commitlint/presets.ts';
import { COMMITLINT_RULES } from '../../src/lint/commitlint/rules.ts';
import type { ValueKind } from '../../src/lint/commitlint/value.ts';

const MIB = 2 ** 20;

/** Enough for anything quadratic to take minutes. */
const SIZE = 2 ** 18;

const VALUES: Readonly<Record<ValueKind, unknown>> = {
  none: undefined,
  length: 100,
  text: 'x',
  words: ['feat', ','],
  cases: CASES,
  'scope-cases': { cases: CASES, delimiters: [',', 'x', '文'] },
  scopes: { scopes: ['api'], delimiters: [',', '+'] },
};

// Both conditions and all parsers: whatever code there is runs.
const linters = (['always', 'never'] as const).flatMap((condition) =>
  [[], ['config-conventional'], ['config-angular']].map((presets) =>
    compileCommitlint({
      extends: presets,
      rules: Object.fromEntries(
        COMMITLINT_RULES.map(({ name, kind }): [string, RuleSetting] => [name, [2, condition, VALUES[kind]]]),
      ),
    }),
  ),
);

const pieces = fc.constantFrom(
  '\n',
  '\r',
  '\0',
  ' ',
  '(',
  ')',
  ': ',
  '!',
  '"',
  "'",
  '`',
  '#1',
  'fix ',
  'http://',
  'feat',
  'BREAKING CHANGE:',
  'gpg:',
  '\ud83c',
  '\udffb',
  '\u200d',
  '\u2028',
  'ŉ',
  '✂',
);
const units = fc.string({ unit: 'binary', maxLength: 40 });
const bytes = fc.uint8Array({ maxLength: 100 });
const texts = fc.oneof(
  bytes.map((each) => Buffer.from(each).toString('latin1')),
  bytes.map((each) => Buffer.from(each).toString('utf8')),
  // Halves of surrogate pairs as well.
  fc.uint16Array({ maxLength: 60 }).map((each) => String.fromCharCode(...each)),
  fc.array(fc.oneof(pieces, pieces, units), { maxLength: 25 }).map((parts) => parts.join('')),
);

describe('compileCommitlint()', () => {
  it('throws on no message, whatever it holds', () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const lint of linters)
          for (const { message } of lint(text)) {
            expect(message).toMatch(/^[A-Z][^]*[^.]$/);
            expect(message.length).toBeLessThan(2_000);
          }
      }),
      { numRuns: 3_000 },
    );
  });

  // The real one needs minutes for a thousandth of these. Anything worse than linear would not end before the
  // test's time is up: no line or word is looked at more than a fixed number of times for each rule.
  it.each([
    ['a word of 1 MiB', 'x'.repeat(MIB)],
    ['a type of 1 MiB', `${'x'.repeat(MIB)}: y`],
    ['a scope of 1 MiB', `fix(${'x'.repeat(MIB)}): y`],
    ['a scope of brackets', `fix(${')'.repeat(SIZE)}: y`],
    ['a scope that ends again and again', `fix${'(): '.repeat(SIZE / 4)}`],
    ['a scope that never ends', `fix(${'!: '.repeat(SIZE / 3)}`],
    ['a scope of delimiters', `fix(${', '.repeat(SIZE / 2)}): y`],
    ['a subject of 1 MiB of blanks', `fix: ${' '.repeat(MIB)}x`],
    ['a subject of 1 MiB', `fix: ${'ab1 '.repeat(MIB / 4)}x`],
    ['a subject of keywords', `fix: ${'closes '.repeat(SIZE / 7)}#1`],
    ['a subject of keywords that a carriage return stops', `fix: #${'closes '.repeat(SIZE / 7)}\r`],
    ['a keyword with 256 KiB of blanks', `fix: closes${' '.repeat(SIZE)}#`],
    ['a subject of signs', `fix: ${'#'.repeat(SIZE)}`],
    ['a subject of issues that are none', `fix: ${'#1x-'.repeat(SIZE / 4)}`],
    ['an issue of 256 KiB', `fix: #${'x'.repeat(SIZE)}!`],
    ['a subject of addresses', `fix: ${'http://'.repeat(SIZE / 7)}`],
    ['an address of slashes', `fix: # http://${'/'.repeat(SIZE)}`],
    ['a subject of quotes', `fix: ${'"`\''.repeat(SIZE / 3)}`],
    ['a subject of one quote', `fix: "${'x'.repeat(SIZE)}`],
    ['a subject of capitals', `fix: a${'A'.repeat(SIZE)}1`],
    ['a subject of humps', `fix: ${'aB'.repeat(SIZE / 2)}1`],
    ['a subject of many scripts', `fix: ${'文A'.repeat(SIZE / 2)}AA1`],
    ['a subject of digits', `fix: x${'1'.repeat(SIZE)}st`],
    ['a subject of joined pictures', `fix: ${'✂\u200d'.repeat(SIZE / 2)}`],
    ['a subject of halves of characters', `fix: ${'\ud83c'.repeat(SIZE)}`],
    ['100 000 lines', 'some text\n'.repeat(100_000)],
    ['100 000 blank lines', `fix: x\n${'\n'.repeat(100_000)}y${'\r\n'.repeat(100_000)}`],
    ['100 000 footers', `fix: x\n\n${'Key: value\n'.repeat(100_000)}`],
    ['100 000 notes', `fix: x\n\n${'BREAKING CHANGE: y\n'.repeat(100_000)}`],
    ['100 000 signatures', `fix: x\n\n${'gpg: y\n'.repeat(100_000)}`],
    ['100 000 comments', `fix: x\n\n${'#1\n'.repeat(100_000)}`],
    ['100 000 references', `fix: x\n\n${'Closes: #x owner/name#x\n'.repeat(100_000)}`],
    ['lines that begin with 256 KiB of blanks', `fix: x\n\n${' '.repeat(SIZE)}y`],
    ['a footer key of 256 KiB', `fix: x\n\n${'k'.repeat(SIZE)}`],
    ['a footer key with 256 KiB of blanks', `fix: x\n\nk:${' '.repeat(SIZE)}`],
    ['a body of carriage returns', `fix: x\n\n${'\r'.repeat(SIZE)}x`],
  ])('takes linear time on %s', (_, text) => {
    for (const lint of linters) expect(lint(text)).not.toEqual([]);
  });
});
