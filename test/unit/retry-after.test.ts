import { expect, it } from 'vitest';
import { parseRetryAfter } from '../../src/http/retry-after.ts';

const NOW = Date.parse('1994-11-06T08:49:00Z');

it.each<[unknown, number | undefined]>([
  ['120', 120_000],
  ['0', 0],
  ['999999999999999', 999_999_999_999_999_000],
  ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000],
  ['Sun Nov  6 08:49:37 1994', 37_000],
  ['Sun, 06 Nov 1994 08:48:37 GMT', 0],
  ['Sun, 06 Nov 9999 08:49:37 GMT', Date.parse('9999-11-06T08:49:37Z') - NOW],
  ['', undefined],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['0x10', undefined],
  [' 120', undefined],
  ['9'.repeat(400), undefined],
  ['120, 240', undefined],
  [['120', '240'], undefined],
  ['tomorrow', undefined],
  ['1994-11-06T08:49:37Z', undefined],
  ['Sun, 99 Nov 1994 08:49:37 GMT', undefined],
  ['Sun, 06 Foo 1994 08:49:37 GMT', undefined],
  ['Sun, 06 Nov 1994 08:49:37 PST', undefined],
  [undefined, undefined],
])('parseRetryAfter() reads %j as %j', (field, expected) => {
  expect(parseRetryAfter(field, NOW)).toBe(expected);
});
