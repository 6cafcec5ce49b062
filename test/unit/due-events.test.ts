import { describe, expect, it } from 'vitest';
import { dueEvents } from '../../src/line/due-events.ts';
import type { Schedule, ScheduleFacts } from '../../src/line/due-events.ts';
import { facts, freeze, frozen, hour, inWords, scheduleOf } from '../support/freezes.ts';
import { lineName, MAIN, stop } from '../support/gate.ts';

const A = scheduleOf(freeze('a', ['10-12', '14-16']));
const opened = (...windows: readonly string[]): Partial<ScheduleFacts> => ({
  wasOpened: (_line, name, { from, until }) =>
    windows.some((hours) => {
      const { freeze: mark } = frozen(1, name, hours);
      return mark?.from === from && mark.until === until;
    }),
  newestFrom: () => windows.map((hours) => frozen(1, 'a', hours).since).at(-1),
});

describe('dueEvents()', () => {
  it.each<[string, number, Schedule, Partial<ScheduleFacts>, readonly string[]]>([
    ['before the window', 9.999, A, {}, []],
    ['at its beginning', 10, A, {}, ['opened 1 a 10-12']],
    ['inside', 11, A, {}, ['opened 1 a 10-12']],
    ['inside, where it is open', 11, A, { ...opened('10-12'), openStops: [frozen(1, 'a', '10-12')] }, []],
    ['inside, where a person has lifted it', 11, A, opened('10-12'), []],
    [
      'at its end',
      12,
      A,
      { ...opened('10-12'), openStops: [frozen(1, 'a', '10-12')], lastStopNumber: 1 },
      ['lifted 1 at 12: freeze a is over'],
    ],
    ['after it, lifted', 13, A, opened('10-12'), []],
    ['after it, unseen', 13, A, {}, ['opened 1 a 10-12', 'lifted 1 at 12: freeze a is over']],
    [
      'in the second, with the first still open',
      15,
      A,
      { ...opened('10-12'), openStops: [frozen(4, 'a', '10-12')], lastStopNumber: 7 },
      ['lifted 4 at 12: freeze a is over', 'opened 8 a 14-16'],
    ],
    [
      'after both, unseen',
      17,
      A,
      {},
      [
        'opened 1 a 10-12',
        'lifted 1 at 12: freeze a is over',
        'opened 2 a 14-16',
        'lifted 2 at 16: freeze a is over',
      ],
    ],
    [
      'where one window begins as another ends',
      12,
      scheduleOf(freeze('a', ['10-12', '12-14'])),
      { ...opened('10-12'), openStops: [frozen(1, 'a', '10-12')], lastStopNumber: 1 },
      ['lifted 1 at 12: freeze a is over', 'opened 2 a 12-14'],
    ],
    [
      'where two freezes overlap',
      11,
      scheduleOf(freeze('b', ['10.5-13']), freeze('a', ['10-12'])),
      {},
      ['opened 1 a 10-12', 'opened 2 b 10.5-13'],
    ],
    ['where the line is not known', 11, A, { registeredAt: () => undefined }, []],
    [
      'where the line became known in the window',
      11,
      A,
      { registeredAt: () => hour(10.5) },
      ['opened 1 a 10-12'],
    ],
    ['where the line became known later', 13, A, { registeredAt: () => hour(12.5) }, []],
    [
      'where nobody looked for 399 days',
      11 + 399 * 24,
      scheduleOf(freeze('a', ['10-12'])),
      {},
      ['opened 1 a 10-12', 'lifted 1 at 12: freeze a is over'],
    ],
    ['where nobody looked for 401 days', 11 + 401 * 24, scheduleOf(freeze('a', ['10-12'])), {}, []],
    [
      'where the window was moved',
      11,
      scheduleOf(freeze('a', ['10-13'])),
      { ...opened('10-12'), openStops: [frozen(1, 'a', '10-12')], lastStopNumber: 1 },
      ['lifted 1 at 11: freeze a is no longer in the configuration', 'opened 2 a 10-13'],
    ],
    [
      'where the freeze was taken out',
      11,
      scheduleOf(),
      { openStops: [frozen(1, 'a', '10-12')] },
      ['lifted 1 at 11: freeze a is no longer in the configuration'],
    ],
    [
      'where another repository has the freeze',
      11,
      { ...scheduleOf(), repository: '/srv/other.git' },
      { openStops: [frozen(1, 'a', '10-12')] },
      [],
    ],
    [
      'where another repository had the freeze, and it is over',
      12,
      { ...scheduleOf(), repository: '/srv/other.git' },
      { openStops: [frozen(1, 'a', '10-12')] },
      ['lifted 1 at 12: freeze a is over'],
    ],
    [
      'where a person gave it a later end',
      13,
      A,
      { ...opened('10-12'), openStops: [frozen(1, 'a', '10-12', { until: hour(14) })] },
      [],
    ],
    [
      'where a person gave it a later end, and it was taken out since',
      13,
      scheduleOf(),
      { openStops: [frozen(1, 'a', '10-12', { until: hour(14) })] },
      [],
    ],
    [
      'where a person gave it an earlier end',
      11,
      A,
      { ...opened('10-12'), openStops: [frozen(1, 'a', '10-12', { until: hour(10.5) })] },
      ['lifted 1 at 10.5: freeze a is over'],
    ],
    [
      'of a stop with an end',
      11,
      scheduleOf(),
      { openStops: [stop(3, { until: hour(11) }), stop(4), stop(5, { until: hour(12) })] },
      ['lifted 3 at 11: its time was up'],
    ],
  ])('%s', (_, hours, schedule, known, expected) => {
    expect(inWords(dueEvents(schedule, facts(known), hour(hours)))).toEqual(expected);
  });

  it('says who, why and since when', () => {
    const [event] = dueEvents(A, facts(), hour(11));
    expect(event).toEqual({
      kind: 'stop.opened',
      stop: 1,
      line: MAIN,
      level: 'stop',
      cause: 'schedule',
      summary: 'why a',
      by: 'schedule',
      until: hour(12),
      freeze: { name: 'a', from: hour(10), until: hour(12), repository: A.repository },
      effectiveAt: hour(10),
    });
  });

  it('numbers the stops of several lines one after the other', () => {
    const docs = lineName('docs');
    const schedule = { ...A, lines: [...A.lines, { name: docs, freezes: [freeze('a', ['10-12'])] }] };
    const events = dueEvents(schedule, facts({ registeredAt: () => '' }), hour(11));
    expect(events).toMatchObject([
      { stop: 1, line: MAIN },
      { stop: 2, line: docs },
    ]);
  });
});
