import { expect, test } from 'vitest';
import { nearestKey } from '../../../src/config/nearest-key.ts';

const KEYS = ['state', 'repository', 'pusher', 'lines', 'unlistedRefs', 'unknownLine', 'deadline', 'fix'];

test.each<[key: string, nearest: string | undefined]>([
  ['line', 'lines'],
  ['Lines', 'lines'],
  ['unlisted-refs', 'unlistedRefs'],
  ['repositroy', 'repository'],
  ['xif', undefined],
  ['fxi', 'fix'],
  ['colour', undefined],
  ['', undefined],
  ['x'.repeat(10_000), undefined],
])('nearestKey() finds what a slip was meant to be, in row %#', (key, nearest) => {
  expect(nearestKey(key, KEYS)).toBe(nearest);
});
