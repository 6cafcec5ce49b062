import { expect, test } from 'vitest';
import { parseMoment } from '../../../src/text/moment.ts';

const NOW = '2026-03-02T14:27:00.000Z';

test.each([
  ['2h', '2026-03-02T16:27:00.000Z'],
  ['18:00', '2026-03-02T18:00:00.000Z'],
  ['14:27', '2026-03-03T14:27:00.000Z'],
  ['00:00', '2026-03-03T00:00:00.000Z'],
  ['24:00', undefined],
  ['2026-12-18', '2026-12-18T00:00:00.000Z'],
  ['2026-12-18T17:30', '2026-12-18T17:30:00.000Z'],
  ['2026-12-18T17:30:05Z', '2026-12-18T17:30:05.000Z'],
  ['2026-12-18T17:30+01:00', '2026-12-18T16:30:00.000Z'],
  ['2028-02-29T01:00+02:00', '2028-02-28T23:00:00.000Z'],
  ['9999-12-31T23:59-14:00', undefined],
  ['0001-01-01T00:00+14:00', undefined],
  ['9999-12-31T23:59Z', '9999-12-31T23:59:00.000Z'],
  ['2026-02-29', undefined],
  ['2026-02-30T10:00', undefined],
  ['2026-12-18T25:00', undefined],
  ['2026-12-18 17:30', undefined],
  ['tomorrow', undefined],
  ['', undefined],
])('parseMoment("%s") is %s', (text, expected) => {
  const ms = parseMoment(text, Date.parse(NOW));
  expect(ms === undefined ? undefined : new Date(ms).toISOString()).toBe(expected);
});
