import { expect, it } from 'vitest';
import type { StopSpan } from '../../src/board/history.ts';
import { sumStopTimes } from '../../src/board/stop-times.ts';

// A Saturday.
const NOW = '2026-11-21T12:00:00.000Z';
const HOUR = 3_600_000;
const at = (text: string): string => `2026-11-${text}:00.000Z`;
const sum = (...spans: StopSpan[]) => sumStopTimes(spans, NOW, 2);

it.each<[string, StopSpan[], object]>([
  ['nothing', [], { resumed: 0, weeks: [{ ms: {} }, { ms: {} }] }],
  [
    'a stop that ended',
    [{ number: 1, cause: 'build', from: at('17T10:00'), until: at('17T13:00') }],
    { resumed: 1, meanMs: 3 * HOUR, weeks: [{ ms: {} }, { ms: { build: 3 * HOUR } }] },
  ],
  [
    'a stop that holds, which says nothing of how long it takes to resume',
    [{ number: 1, cause: 'alert', from: at('21T11:00') }],
    { resumed: 0, weeks: [{ ms: {} }, { ms: { alert: HOUR } }] },
  ],
  [
    'a stop from one week to the next, cut at Monday 00:00 UTC',
    [{ number: 1, cause: 'build', from: at('15T22:00'), until: at('16T01:00') }],
    { resumed: 1, meanMs: 3 * HOUR, weeks: [{ ms: { build: 2 * HOUR } }, { ms: { build: HOUR } }] },
  ],
  [
    'two at a time, of which the older one counts, and one time of standing still',
    [
      { number: 1, cause: 'build', from: at('17T10:00'), until: at('17T12:00') },
      { number: 2, cause: 'person', from: at('17T11:00'), until: at('17T14:00') },
    ],
    { resumed: 1, meanMs: 4 * HOUR, weeks: [{}, { ms: { build: 2 * HOUR, person: 2 * HOUR } }] },
  ],
  [
    'a caution that never was a stop',
    [{ number: 1, cause: 'person', until: at('17T12:00') }],
    { resumed: 0, weeks: [{ ms: {} }, { ms: {} }] },
  ],
])('sumStopTimes() sums up %s', (_, spans, expected) => {
  expect(sum(...spans)).toMatchObject(expected);
});

it('sumStopTimes() begins weeks on Mondays', () => {
  expect(sum().weeks.map(({ from }) => new Date(from).toISOString())).toEqual([
    '2026-11-09T00:00:00.000Z',
    '2026-11-16T00:00:00.000Z',
  ]);
});
