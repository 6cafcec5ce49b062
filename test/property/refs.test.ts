import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseUpdates } from '../../src/push/parse-updates.ts';
import { formatRefName, parseRefName, parseRefText, type RefName } from '../../src/ref/ref-name.ts';
import { compileRefPattern } from '../../src/ref/ref-pattern.ts';

const piece = fc.constantFrom(
  'a',
  '/',
  '.',
  '..',
  '@',
  '{',
  '.lock',
  '-',
  '~',
  ' ',
  '\x7f',
  '\xff',
  '\xc3\xa9',
  '%',
  '*',
  '\\',
  '%FF',
);
const names = fc
  .array(
    fc.oneof(
      piece,
      fc.nat(254).map((byte) => String.fromCharCode(byte + 1)),
    ),
    { maxLength: 8 },
  )
  .map((parts) => `refs/${parts.join('')}`);
const refs = names.map(parseRefName).filter((ref) => ref !== undefined);

describe('parseRefName()', () => {
  it('agrees with git check-ref-format', () => {
    const some = [
      ...fc.sample(names, 300),
      'refs/heads/a./b',
      'refs/heads/@',
      'refs/heads/-a',
      'refs/heads/a.lock/b',
    ];
    const asked = some.filter((name) => !/[\0\n]/.test(name));
    // One shell asks for all of them: a process each would take a minute.
    const octal = (name: string): string =>
      [...Buffer.from(name, 'latin1')].map((byte) => `\\0${byte.toString(8)}`).join('');
    const script = asked
      .map((name) => `git check-ref-format "$(printf %b '${octal(name)}')" && echo 1 || echo 0`)
      .join('\n');
    const { stdout } = spawnSync('sh', ['-c', script], {
      env: { PATH: process.env['PATH'] },
      encoding: 'utf8',
    });
    const byGit = stdout
      .trim()
      .split('\n')
      .map((answer) => answer === '1');
    expect(asked.filter((name, index) => (parseRefName(name) !== undefined) !== byGit[index])).toEqual([]);
    expect(byGit).toHaveLength(asked.length);
  });
});

describe('formatRefName()', () => {
  it('is undone by parseRefText()', () => {
    fc.assert(
      fc.property(refs, (ref) => {
        expect(parseRefText(formatRefName(ref))).toBe(ref);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('compileRefPattern()', () => {
  it('agrees with a regular expression', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', '/', '*', '**'), { maxLength: 8 })
      .map((parts) => parts.join(''));
    const ref = fc
      .array(fc.constantFrom('a', 'b', '/'), { maxLength: 8 })
      .map((parts) => parts.join('') as RefName);
    fc.assert(
      fc.property(text, ref, (source, ref) => {
        const regex = source
          .split(/(\*\*|\*)/)
          .map((step) => (step === '**' ? '.*' : step === '*' ? '[^/]*' : step));
        expect(compileRefPattern(source).matches(ref)).toBe(new RegExp(`^${regex.join('')}$`).test(ref));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('parseUpdates()', () => {
  it('throws on no bytes, and reads back what git writes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(parseUpdates(Buffer.from(bytes), 9).kind).toBeDefined();
      }),
    );
    const [id, moves] = ['ab'.repeat(20), fc.uniqueArray(refs, { maxLength: 5 })];
    fc.assert(
      fc.property(moves, (moves) => {
        const text = moves.map((ref) => `${id} ${id} ${ref}\n`).join('');
        const updates = moves.map((ref) => ({ claimedOld: id, new: id, ref }));
        expect(parseUpdates(Buffer.from(text, 'latin1'), 5)).toEqual({ kind: 'updates', updates });
      }),
    );
  });
});
