import { expect, test } from 'vitest';
import { nearest } from '../../src/text/nearest.ts';

const KEYS = ['state', 'repository', 'pusher', 'lines', 'unlistedRefs', 'unknownLine', 'deadline', 'fix'];

test.each<[key: string, meant: string | undefined]>([
  ['line', 'lines'],
  ['Lines', 'lines'],
  ['unlisted-refs', 'unlistedRefs'],
  ['repositroy', 'repository'],
  ['xif', undefined],
  ['fxi', 'fix'],
  ['colour', undefined],
  ['', undefined],
  ['x'.repeat(10_000), undefined],
])('nearest() finds what a slip was meant to be, in row %#', (key, meant) => {
  expect(nearest(key, KEYS)).toBe(meant);
});
