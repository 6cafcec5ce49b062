import { expect, test } from 'vitest';
import { parseTime } from '../../../src/text/parse-time.ts';
import { formatTime } from '../../../src/text/utc-time.ts';

test.each([
  ['2026-03-02T15:00:00+01:00', '2026-03-02T14:00:00.000Z'],
  ['1772460000', '2026-03-02T14:00:00.000Z'],
  ['9999-12-31T23:59:59Z', '9999-12-31T23:59:59.000Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  // In UTC these are of the years 10000 and 0.
  ['9999-12-31T23:59:59-14:00', undefined],
  ['0001-01-01T00:00:00+14:00', undefined],
  ['2026-13-01T00:00:00Z', undefined],
  ['', undefined],
])('parseTime("%s") is %s', (text, expected) => {
  expect(parseTime(text)).toBe(expected);
  if (expected !== undefined) expect(formatTime(Date.parse(expected))).toBe(expected);
});
