import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLint } from '../../src/lint/lint.ts';
import { parseMessage } from '../../src/lint/message.ts';
import { LINT_RULES } from '../../src/lint/registry.ts';
import { parseCommit } from '../../src/push/commit.ts';
import { parseOid, type Oid } from '../../src/ref/oid.ts';
import { COMMIT, compileTestPattern, DEFAULTS } from '../support/lint.ts';

const MIB = 2 ** 20;
const WORK: Readonly<Record<string, object>> = {
  'forbidden-words': { words: ['x', 'fixes', ' '] },
  'scope-enum': { scopes: ['web'], required: true },
  'trailer-required': { keys: ['Fixes-Build', 'Ticket'], min: 3 },
  'trailer-forbidden': { keys: ['Fixes-Build'] },
  'trailer-unique': { keys: ['Fixes-Build'] },
  'trailer-value': {
    trailers: [{ key: 'fixes-build', pattern: '^(\\d+)+$', forbidden: '(x|xx)*y$', say: 'x' }],
  },
  'trailers-length': { min: 100_000 },
  references: { prefixes: ['#', 'x'] },
};
const oid = parseOid('a'.repeat(40)) as Oid;
/** Every rule, with options that make it work. */
const lint = compileLint(
  LINT_RULES,
  Object.fromEntries(
    Object.entries(DEFAULTS).map(([id, setting]) => [id, { ...setting, ...WORK[id], severity: 'error' }]),
  ),
  compileTestPattern,
);

const anyBytes = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
const pieces = fc.constantFrom(
  '\n',
  '\n\n',
  ' ',
  '\t',
  '\r',
  '\0',
  ':',
  '#',
  '---',
  'Fixes-Build: 1',
  'Fixes Build:2',
  'x',
);
const nearlyMessages = fc.array(fc.oneof(pieces, anyBytes), { maxLength: 20 }).map((parts) => parts.join(''));
const messages = fc.oneof(anyBytes, nearlyMessages);

const HEADER = [
  `tree ${oid}\n`,
  `parent ${oid}\n`,
  'author A <a> 1 +0\n',
  'committer C <c> 1 +0\n',
  'encoding latin1\n',
  'gpgsig x\n',
  ' more\n',
];

describe('compileLint()', () => {
  it('throws on no message, whatever its bytes and its encoding', () => {
    fc.assert(
      fc.property(messages, fc.option(fc.string(), { nil: undefined }), (bytes, encoding) => {
        const message = parseMessage(bytes, encoding);
        for (const finding of lint(message, COMMIT)) expect(finding.message).not.toBe('');
        expect(message.trailers.every(({ key }) => /^[A-Za-z0-9-]+$/.test(key))).toBe(true);
        const { lines, subjectLines, body, trailerLines } = message;
        expect(lines.slice(subjectLines, subjectLines + body.length + trailerLines.length)).toEqual([
          ...body,
          ...trailerLines,
        ]);
      }),
      { numRuns: 5_000 },
    );
  });

  // Anything worse than linear would not end before the test's time is up.
  it.each([
    ['a subject of 1 MiB', 'x'.repeat(MIB)],
    ['a subject of 1 MiB of blanks', `x${' '.repeat(MIB)}x`],
    ['a subject of 1 MiB that is not UTF-8', '\xf0\x9f\x98\x80\xff'.repeat(MIB / 4)],
    ['a subject of 100 000 lines', 'x\n'.repeat(100_000)],
    ['10 000 lines', `t\n\n${'some text that goes on\n'.repeat(10_000)}`],
    ['100 000 trailers', `t\n\n${'Fixes-Build: 17\n'.repeat(100_000)}`],
    ['100 000 different trailers out of place', `t\n\n${lines((n) => `Fixes-Build: ${n}`)}\n\nx`],
    ['100 000 equal trailers out of place', `t\n\n${'Fixes-Build: 17\n'.repeat(100_000)}\nx`],
    ['100 000 misspelled trailers', `t\n\n${'Fixes Build: 17\n'.repeat(100_000)}`],
    ['100 000 lines below the end', `t\n\n${'#\n'.repeat(100_000)}`],
    ['100 000 blank lines', `t\n${' \n'.repeat(100_000)}Fixes-Build: 1\n${' \n'.repeat(100_000)}`],
    ['one trailer folded 100 000 times', `t\n\nFixes-Build: 17\n${' x\n'.repeat(100_000)}`],
    ['a folded trailer of blanks', `t\n\nA: 1\n${' \r\n'.repeat(100_000)} x`],
    ['a key of 1 MiB', `t\n\n${'k'.repeat(MIB)}\n`],
    ['a key with 1 MiB of blanks', `t\n\nFixes-Build${' '.repeat(MIB)}17\n`],
    ['a word of 1 MiB and another', `t\n\n${'k'.repeat(MIB)} x\n`],
    ['a trailer of a word of 1 MiB and another', `t\n\nT: ${'k'.repeat(MIB)} x\n`],
    ['half a key, again and again', `t\n\n${'fixes   '.repeat(MIB / 8)}`],
    ['a subject full of keys', 'Fixes-Build '.repeat(MIB / 12)],
  ])('takes linear time on %s', (_, bytes) => {
    const message = parseMessage(bytes);
    lint(message, COMMIT);
    expect(message.trailers.length).toBeLessThanOrEqual(100_000);
  });
});

describe('parseCommit()', () => {
  it('throws on no bytes at all', () => {
    const headers = fc.array(fc.oneof(fc.constantFrom(...HEADER), messages), { maxLength: 8 });
    fc.assert(
      fc.property(headers, messages, (headers, message) => {
        const parsed = parseCommit(oid, Buffer.from(`${headers.join('')}\n${message}`, 'latin1'));
        expect(['commit', 'malformed']).toContain(parsed.kind);
      }),
      { numRuns: 5_000 },
    );
  });

  it('gives back the message of every commit it accepts', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const data = Buffer.from(`${HEADER.join('')}\n${message}`, 'latin1');
        const problem = { kind: 'malformed', problem: 'a NUL byte' };
        expect(parseCommit(oid, data)).toMatchObject(
          message.includes('\0') ? problem : { commit: { message, parents: [oid], encoding: 'latin1' } },
        );
      }),
    );
  });

  it.each([
    ['100 000 parents', `tree ${oid}\n${`parent ${oid}\n`.repeat(100_000)}${HEADER[2]}${HEADER[3]}\nm`],
    ['100 000 headers', `${HEADER[0]}${HEADER[2]}${HEADER[3]}${'x\n'.repeat(100_000)}\nm`],
    ['a name of 1 MiB', `${HEADER[0]}author ${'<'.repeat(MIB)}> ${'1'.repeat(MIB)} +0\n${HEADER[3]}\nm`],
  ])('takes linear time on %s', (_, bytes) => {
    expect(parseCommit(oid, Buffer.from(bytes, 'latin1')).kind).toBe('commit');
  });
});

function lines(line: (n: number) => string): string {
  return Array.from({ length: 100_000 }, (_, index) => line(index)).join('\n');
}
