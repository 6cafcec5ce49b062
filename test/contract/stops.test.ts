// Stops as a store lists them.
import { beforeEach, describe, expect, it } from 'vitest';
import type { StopQuery, Store } from '../../src/push/store.ts';
import { lineName, MAIN } from '../support/gate.ts';
import { STORES } from '../support/stores.ts';

const DOCS = lineName('docs');
const START = Date.parse('2026-03-02T14:00:00Z');

describe.each(STORES)('readStops() on %s', (_, openStore) => {
  let store: Store = undefined as never;
  let now = START;
  beforeEach(async () => {
    now = START;
    store = await openStore(() => now);
    for (const line of [MAIN, DOCS])
      await store.command({ kind: 'register', line, repository: '/r', by: 'root' });
    // 1 to 6, by turns on main and on docs; 1 and 4 are lifted.
    for (let count = 0; count < 6; count++)
      await store.command({
        kind: 'open',
        line: count % 2 === 0 ? MAIN : DOCS,
        level: 'stop',
        cause: 'person',
        summary: 's',
        by: 'dana',
        ...(count === 5 ? { until: '2026-03-02T15:00:00.000Z' } : {}),
      });
    for (const stop of [1, 4])
      await store.command({ kind: 'lift', target: { stop }, by: 'dana', reason: 'green' });
  });

  const list = async (query: StopQuery): Promise<readonly number[]> =>
    (await store.readStops(query)).stops.map(({ number }) => number);

  it.each<[string, StopQuery, readonly number[]]>([
    ['all', {}, [1, 2, 3, 4, 5, 6]],
    ['the newest first', { newestFirst: true }, [6, 5, 4, 3, 2, 1]],
    ['those of a line', { lines: [DOCS] }, [2, 4, 6]],
    ['those of two lines', { lines: [DOCS, MAIN], newestFirst: true }, [6, 5, 4, 3, 2, 1]],
    ['those of a line that is not there', { lines: [lineName('nope')] }, []],
    ['those of no line', { lines: [] }, []],
    ['those that are open', { isOpen: true }, [2, 3, 5, 6]],
    ['those that are open, newest first', { isOpen: true, newestFirst: true, limit: 2 }, [6, 5]],
    ['those that are not', { isOpen: false }, [1, 4]],
    ['those of a line that are open', { lines: [MAIN], isOpen: true }, [3, 5]],
    ['those between two', { after: 2, before: 5 }, [3, 4]],
    ['those behind all', { after: 6 }, []],
    ['those before all', { before: 1 }, []],
    ['so many', { limit: 2 }, [1, 2]],
  ])('lists %s', async (_title, query, numbers) => {
    expect(await list(query)).toEqual(numbers);
  });

  it('lists stops as they are', async () => {
    const { stops } = await store.readStops({ after: 3, limit: 1 });
    expect(stops).toEqual([await store.readStop(4)]);
    expect(stops).toMatchObject([{ line: 'docs', lifted: { reason: 'green' } }]);
  });

  it.each([true, false])('says where to go on, newest first: %s', async (newestFirst) => {
    const numbers: number[] = [];
    let from: StopQuery = {};
    for (let pages = 0; pages < 3; pages++) {
      const { stops, next } = await store.readStops({ ...from, newestFirst, lines: [DOCS], limit: 2 });
      numbers.push(...stops.map(({ number }) => number));
      if (next === undefined) break;
      from = newestFirst ? { before: next } : { after: next };
    }
    expect(numbers).toEqual(newestFirst ? [6, 4, 2] : [2, 4, 6]);
  });

  it('does not take for open what has had its time, although nobody has lifted it', async () => {
    now = Date.parse('2026-03-02T15:00:00Z');
    expect(await list({ isOpen: true, after: 5 })).toEqual([]);
    expect(await list({ isOpen: false, after: 5 })).toEqual([6]);
  });
});
