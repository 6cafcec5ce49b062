import { expect, it } from 'vitest';
import { putStop } from '../../src/journal/view-table.ts';
import type { Stop } from '../../src/line/stop.ts';
import { listStops } from '../../src/store/list-stops.ts';
import { memoryViews } from '../../src/store/memory/views.ts';
import { lineName, NOW, stop } from '../support/gate.ts';

const DOCS = lineName('docs');
const LAST = 6_000;

/** So many on main, of which two are open, and one on docs at either end. */
const views = memoryViews();
for (let number = 1; number <= LAST; number++) {
  const lifted: Partial<Stop> = number % 3_000 === 0 ? {} : { lifted: { by: 'd', at: NOW, reason: 'r' } };
  putStop(views, stop(number, { ...lifted, ...(number === 1 || number === LAST ? { line: DOCS } : {}) }));
}
views.put('counter', 'stop', String(LAST));

it.each([
  [{}, [1], 5_000],
  [{ after: 5_000 }, [LAST], undefined],
  [{ newestFirst: true }, [LAST], 1_001],
  [{ newestFirst: true, before: 1_001 }, [1], undefined],
])('so many are looked at, and the answer says where to go on: %j', (query, numbers, next) => {
  const page = listStops(views, { ...query, lines: [DOCS] }, NOW);
  expect([page.stops.map(({ number }) => number), page.next]).toEqual([numbers, next]);
});

it('those that are open are found at once, however many there were', () => {
  const { stops, next } = listStops(views, { isOpen: true }, NOW);
  expect([stops.map(({ number }) => number), next]).toEqual([[3_000, LAST], undefined]);
});
