import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { sha256 } from '../../src/journal/sha256.ts';
import { formatTime } from '../../src/text/utc-time.ts';

const platform = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

test('sha256() agrees with the platform on every length around a block, and on any text', () => {
  for (let length = 0; length < 200; length++) {
    const text = 'a'.repeat(length);
    expect(sha256(text), `${length} bytes`).toBe(platform(text));
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => sha256(text) === platform(text)),
  );
  const long = 'é'.repeat(600_000);
  expect(sha256(long)).toBe(platform(long));
});

test('formatTime() writes what Date writes', () => {
  const time = fc.integer({ min: Date.UTC(0), max: Date.UTC(9999, 11, 31) });
  fc.assert(
    fc.property(time, (ms) => formatTime(ms) === new Date(ms).toISOString()),
    { numRuns: 5_000 },
  );
  for (const day of ['2024-02-29', '2000-02-29', '1900-03-01', '2026-12-31', '1970-01-01']) {
    expect(formatTime(Date.parse(day))).toBe(`${day}T00:00:00.000Z`);
  }
});
