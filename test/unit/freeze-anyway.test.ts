import { describe, expect, it } from 'vitest';
import { freezeAnyway } from '../../src/line/freeze-anyway.ts';
import { freezesAhead } from '../../src/line/freezes-ahead.ts';
import { deriveStatus } from '../../src/line/status.ts';
import type { Stop } from '../../src/line/stop.ts';
import { freeze, frozen, hour, scheduleOf } from '../support/freezes.ts';
import { MAIN, stop } from '../support/gate.ts';

const SCHEDULE = scheduleOf(freeze('a', ['10-12']));

describe('freezeAnyway()', () => {
  it.each<[string, readonly Stop[], number, readonly number[]]>([
    ['nothing is known and the freeze is on', [], 11, [0]],
    ['nothing is known and it is over', [], 12, []],
    ['it was open', [frozen(7, 'a', '10-12')], 11, [7]],
    ['it was open, and is over', [frozen(7, 'a', '10-12')], 12, []],
    ['another window of it was open', [frozen(7, 'a', '9-12')], 11, [0, 7]],
    ['another freeze of that time was open', [frozen(7, 'b', '10-12')], 11, [0, 7]],
    ['another stop was open', [stop(3)], 11, [0, 3]],
    ['a stop has had its time', [stop(3, { until: hour(9.5) })], 9.6, []],
  ])('holds the line by the calendar where %s', (_, stops, at, expected) => {
    const known = new Map([[MAIN, deriveStatus(MAIN, stops, hour(9))]]);
    const { statuses, now } = freezeAnyway(known, SCHEDULE, hour(at));
    expect(now).toBe(hour(at));
    expect(statuses.get(MAIN)?.stops.map(({ number }) => number)).toEqual(expected);
    expect(statuses.get(MAIN)?.status).toBe(expected.length === 0 ? 'running' : 'stopped');
  });
});

describe('freezesAhead()', () => {
  it('lists what has not begun, the next one first', () => {
    const freezes = [freeze('a', ['10-12', '14-16']), freeze('b', ['9-10', '13-14'])];
    expect(freezesAhead(freezes, hour(10))).toEqual([
      { name: 'b', reason: 'why b', from: hour(13), until: hour(14) },
      { name: 'a', reason: 'why a', from: hour(14), until: hour(16) },
    ]);
  });
});
