import { describe, expect, it } from 'vitest';
import type { FreezeSetting } from '../../../src/config/freeze-setting.ts';
import { findWindows } from '../../../src/config/freeze-windows.ts';

const DAY_MS = 86_400_000;

/** The windows of a freeze that touch some days, without seconds: "2026-03-28T01:30/2026-03-28T03:30". */
function find(setting: Partial<FreezeSetting>, from: string, days: number): readonly string[] | string {
  const fromMs = Date.parse(from);
  const found = findWindows(
    { name: 'a', reason: 'b', ...setting },
    { fromMs, untilMs: fromMs + days * DAY_MS, most: 2_000 },
  );
  if (found.kind === 'refused') return `${found.key ?? 'it'} ${found.message}`;
  return found.windows.map((window) => `${window.from.slice(5, 16)}/${window.until.slice(5, 16)}`);
}

describe('findWindows() of one window', () => {
  it.each<[string, string, string | undefined, string]>([
    ['2026-12-18T18:00', '2026-12-19T06:00', undefined, '12-18T18:00/12-19T06:00'],
    ['2026-12-18T18:00', '2026-12-19T06:00', 'Europe/Berlin', '12-18T17:00/12-19T05:00'],
    ['2026-07-18', '2026-07-19', 'Europe/Berlin', '07-17T22:00/07-18T22:00'],
    ['2026-12-18T18:00Z', '2026-12-19T06:00+05:30', 'Europe/Berlin', '12-18T18:00/12-19T00:30'],
    ['2026-12-18T18:00', '2026-12-19T06:00', 'Asia/Kolkata', '12-18T12:30/12-19T00:30'],
    ['2026-12-18T18:00', '2026-12-19T06:00', 'Australia/Lord_Howe', '12-18T07:00/12-18T19:00'],
    // The year changes where the clock is, and not at the server.
    ['2026-12-31T00:00', '2027-01-01T00:00', 'Pacific/Auckland', '12-30T11:00/12-31T11:00'],
    // 02:30 does not exist on 29 March: the freeze is the longer one.
    ['2026-03-29T02:30', '2026-03-29T12:00', 'Europe/Berlin', '03-29T00:30/03-29T10:00'],
    ['2026-03-28T12:00', '2026-03-29T02:30', 'Europe/Berlin', '03-28T11:00/03-29T01:30'],
    ['2026-03-08T02:30', '2026-03-08T12:00', 'America/New_York', '03-08T06:30/03-08T16:00'],
    // 02:30 comes twice on 25 October: from the first one, until the second one.
    ['2026-10-25T02:30', '2026-10-25T12:00', 'Europe/Berlin', '10-25T00:30/10-25T11:00'],
    ['2026-10-24T12:00', '2026-10-25T02:30', 'Europe/Berlin', '10-24T10:00/10-25T01:30'],
    ['2026-11-01T01:30', '2026-11-01T01:45', 'America/New_York', '11-01T05:30/11-01T06:45'],
  ])('from %s until %s, time zone %s', (from, until, timeZone, expected) => {
    const setting = { from, until, ...(timeZone === undefined ? {} : { timeZone }) };
    expect(find(setting, '2026-01-01T00:00Z', 400)).toEqual([expected]);
  });

  it.each([
    ['2026-12-19', '2026-12-18', 'until is "2026-12-18", expected a time after "from"'],
    ['2026-12-18', '2026-12-18', 'until is "2026-12-18", expected a time after "from"'],
    ['2026-02-29', '2026-12-18', 'from is "2026-02-29", which is no day and time of the calendar'],
    [
      '2026-02-28',
      '2026-12-18T25:00',
      'until is "2026-12-18T25:00", which is no day and time of the calendar',
    ],
  ])('from %s until %s is refused', (from, until, expected) => {
    expect(find({ from, until }, '2026-01-01T00:00Z', 400)).toBe(expected);
  });

  it('leaves out what is over and what lies too far ahead, and keeps what is on', () => {
    const setting = { from: '2026-06-10', until: '2026-06-20' };
    expect(find(setting, '2026-06-20T00:00Z', 400)).toEqual([]);
    expect(find(setting, '2026-06-19T23:59Z', 400)).toHaveLength(1);
    expect(find(setting, '2026-06-09T00:00Z', 1)).toEqual([]);
  });
});

const BERLIN = { timeZone: 'Europe/Berlin' };
const NEW_YORK = { timeZone: 'America/New_York' };

describe('findWindows() of what comes again', () => {
  it.each<[string, Partial<FreezeSetting>, string, number, readonly string[]]>([
    [
      'keeps the local hour in spring',
      { cron: '0 18 * * *', for: '2h', ...BERLIN },
      '2026-03-28T00:00Z',
      2,
      ['03-28T17:00/03-28T19:00', '03-29T16:00/03-29T18:00'],
    ],
    [
      'keeps the local hour in autumn',
      { rrule: 'FREQ=DAILY;BYHOUR=18', for: '2h', ...BERLIN },
      '2026-10-24T00:00Z',
      2,
      ['10-24T16:00/10-24T18:00', '10-25T17:00/10-25T19:00'],
    ],
    [
      'keeps the local hour in New York',
      { cron: '0 18 * * *', for: '2h', ...NEW_YORK },
      '2026-03-07T06:00Z',
      2,
      ['03-07T23:00/03-08T01:00', '03-08T22:00/03-09T00:00'],
    ],
    [
      'begins at the end of the gap where cron names an hour that is left out',
      { cron: '30 2 * * *', for: '1h', ...BERLIN },
      '2026-03-29T00:00Z',
      2,
      ['03-29T01:00/03-29T02:00', '03-30T00:30/03-30T01:30'],
    ],
    [
      'leaves that day out for a recurrence rule (RFC 5545)',
      { rrule: 'FREQ=DAILY;BYHOUR=2;BYMINUTE=30', for: '1h', ...BERLIN },
      '2026-03-29T00:00Z',
      2,
      ['03-30T00:30/03-30T01:30'],
    ],
    [
      'begins once in an hour that comes twice',
      { cron: '30 2 * * *', for: '1h', ...BERLIN },
      '2026-10-25T00:00Z',
      1,
      ['10-25T00:30/10-25T01:30'],
    ],
    [
      'begins once in an hour that comes twice, by a rule',
      { rrule: 'FREQ=DAILY;BYHOUR=1;BYMINUTE=30', for: '1h', ...NEW_YORK },
      '2026-11-01T00:00Z',
      1,
      ['11-01T05:30/11-01T06:30'],
    ],
    [
      'ends days later at the same local hour: a weekend of 47 hours',
      { cron: '0 0 * * 6', for: '2d', ...BERLIN },
      '2026-03-27T00:00Z',
      3,
      ['03-27T23:00/03-29T22:00'],
    ],
    [
      'ends hours later by the clock on the wall or not',
      { cron: '0 0 * * 6', for: '48h', ...BERLIN },
      '2026-03-27T00:00Z',
      3,
      ['03-27T23:00/03-29T23:00'],
    ],
    [
      'knows leap days',
      { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', for: '1d' },
      '2027-06-01T00:00Z',
      400,
      ['02-29T00:00/03-01T00:00'],
    ],
    [
      'goes over the year',
      { cron: '0 12 31 12 *', for: '1d', timeZone: 'Asia/Tokyo' },
      '2026-06-01T00:00Z',
      400,
      ['12-31T03:00/01-01T03:00'],
    ],
    [
      'knows half hours and zones without summer time',
      { cron: '0 9 * * *', for: '30m', timeZone: 'Asia/Kolkata' },
      '2026-03-28T06:00Z',
      1,
      ['03-29T03:30/03-29T04:00'],
    ],
    [
      'has what began before and holds still',
      { cron: '0 0 1 * *', for: '1w' },
      '2026-03-07T23:59Z',
      1,
      ['03-01T00:00/03-08T00:00'],
    ],
    [
      'counts from its beginning',
      { rrule: 'FREQ=WEEKLY;INTERVAL=2;COUNT=3', from: '2026-03-06T18:00', for: '1h', ...BERLIN },
      '2026-03-01T00:00Z',
      400,
      ['03-06T17:00/03-06T18:00', '03-20T17:00/03-20T18:00', '04-03T16:00/04-03T17:00'],
    ],
    [
      'ends with UNTIL',
      { rrule: 'RRULE:FREQ=DAILY;BYHOUR=9;UNTIL=20260302T120000Z', for: '1h' },
      '2026-03-01T00:00Z',
      400,
      ['03-01T09:00/03-01T10:00', '03-02T09:00/03-02T10:00'],
    ],
  ])('%s', (_, setting, from, days, expected) => {
    expect(find(setting, from, days)).toEqual(expected);
  });

  it('finds the same windows whenever it is asked', () => {
    const setting = { rrule: 'FREQ=MONTHLY;BYDAY=-1FR;BYHOUR=18', for: '3d', ...BERLIN };
    const early = find(setting, '2026-01-01T00:00Z', 400);
    expect(find(setting, '2026-07-01T00:00Z', 400).slice(0, 5)).toEqual(early.slice(6, 11));
  });

  it.each<[Partial<FreezeSetting>, string | RegExp]>([
    [{ cron: '61 * * * *', for: '1h' }, /^cron is "61 \* \* \* \*", which cannot be used: .*61/],
    [{ cron: '0 0 30 2 *', for: '1h' }, 'cron is "0 0 30 2 *", which cannot be used: no day fits it'],
    [{ cron: '* * * * *', for: '1m' }, 'it begins more than 2000 times in 400 days'],
    [{ rrule: 'FREQ=MINUTELY', for: '1m' }, 'it begins more than 2000 times in 400 days'],
    [{ rrule: 'FREQ=SECONDLY', for: '1m' }, 'it begins more than 2000 times in 400 days'],
    [
      { rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', for: '1m' },
      /^rrule is ".*", which cannot be used: Maximum iterations/,
    ],
    [{ rrule: 'FREQ=OFTEN', for: '1h' }, 'rrule is "FREQ=OFTEN", but FREQ cannot be "OFTEN"'],
    [
      { rrule: 'FREQ=DAILY;BYHOUR=25', for: '1h' },
      'rrule is "FREQ=DAILY;BYHOUR=25", but BYHOUR cannot be "25"',
    ],
    [
      { rrule: 'FREQ=DAILY;BYOUR=2', for: '1h' },
      'rrule is "FREQ=DAILY;BYOUR=2", but "BYOUR" is no part of such a rule',
    ],
    [
      { rrule: 'FREQ=DAILY;constructor=2', for: '1h' },
      'rrule is "FREQ=DAILY;constructor=2", but "constructor" is no part of such a rule',
    ],
    [{ rrule: 'FREQ=DAILY;BYHOUR=', for: '1h' }, 'rrule is "FREQ=DAILY;BYHOUR=", but "BYHOUR" has no value'],
    [
      { rrule: 'FREQ=DAILY;FREQ=DAILY', for: '1h' },
      'rrule is "FREQ=DAILY;FREQ=DAILY", but it says FREQ twice',
    ],
    [
      { rrule: 'FREQ=DAILY;INTERVAL=2', for: '1h' },
      'rrule is "FREQ=DAILY;INTERVAL=2", but INTERVAL counts from a beginning: say it with "from"',
    ],
    [
      { rrule: 'FREQ=WEEKLY;BYDAY=1FR', for: '1h' },
      'rrule is "FREQ=WEEKLY;BYDAY=1FR", but BYDAY counts days ("1FR") of a month or a year, and FREQ is neither',
    ],
    [
      { rrule: 'FREQ=WEEKLY;BYHOUR=2', for: '1h' },
      'rrule is "FREQ=WEEKLY;BYHOUR=2", but it needs BYDAY, such as BYDAY=FR',
    ],
  ])('refuses %j', (setting, expected) => {
    const found = find(setting, '2026-03-01T00:00Z', 400);
    if (typeof expected === 'string') expect(found).toBe(expected);
    else expect(found).toMatch(expected);
  });
});
