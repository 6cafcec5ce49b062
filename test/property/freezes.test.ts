import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openEntry } from '../../src/journal/chain.ts';
import type { Store } from '../../src/push/store.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { freeze, hour, scheduleOf } from '../support/freezes.ts';
import { MAIN } from '../support/gate.ts';
import { readAll, REPOSITORY } from '../support/pushes.ts';

const span = fc
  .tuple(fc.nat(30), fc.integer({ min: 1, max: 8 }))
  .map(([from, length]) => ({ from, until: from + length, text: `${from}-${from + length}` }));
const spans = fc.uniqueArray(span, { maxLength: 6, selector: ({ text }) => text });
const freezes = fc.tuple(spans, spans);
const steps = fc.array(
  fc.record({ wait: fc.nat(6), what: fc.constantFrom('tick', 'tick', 'status', 'lift') }),
  { maxLength: 30 },
);
type Spans = typeof freezes extends fc.Arbitrary<infer T> ? T : never;

const schedule = (given: Spans) =>
  scheduleOf(
    ...given.map((each, index) =>
      freeze(
        `f${index}`,
        each.toSorted((a, b) => a.from - b.from).map(({ text }) => text),
      ),
    ),
  );

async function storeAt(clock: { hours: number }, given: Spans): Promise<Store> {
  const store = journalStore(
    memoryEngine(),
    () => Date.parse(hour(clock.hours)),
    () => [schedule(given)],
  );
  await store.command({ kind: 'register', line: MAIN, repository: REPOSITORY, by: 'root' });
  return store;
}

/** What became of the freezes: each with its window and its end, whenever it was recorded. */
async function outcome(store: Store): Promise<readonly unknown[]> {
  const entries = (await readAll(store)).map(openEntry);
  const found = [];
  for (const entry of entries) {
    if (entry.kind !== 'stop.opened') continue;
    const { freeze: mark, lifted } = (await store.readStop(entry.stop)) ?? {};
    found.push(`${mark?.name} ${mark?.from} ${lifted?.at}`);
  }
  return found.sort();
}

describe('a schedule of freezes', () => {
  it('stops the line when a window holds that nobody has lifted, and at no other time', async () => {
    await fc.assert(
      fc.asyncProperty(freezes, steps, async (given, sequence) => {
        const clock = { hours: 0 };
        const store = await storeAt(clock, given);
        const lifted = new Set<unknown>();
        for (const { wait, what } of sequence) {
          clock.hours += wait;
          await store.tick();
          expect(await store.tick()).toEqual([]);
          const holding = given
            .flat()
            .filter(({ from, until }) => from <= clock.hours && clock.hours < until);
          if (what === 'lift') {
            await store.command({ kind: 'lift', target: { line: MAIN }, by: 'dana', reason: 'r' });
            for (const each of holding) lifted.add(each);
          }
          const { statuses } = await store.readLines();
          const isHeld = holding.some((each) => !lifted.has(each));
          expect(statuses.get(MAIN)?.status).toBe(isHeld ? 'stopped' : 'running');
        }
      }),
      { numRuns: 200 },
    );
  });

  it('comes to the same however often and whenever it is looked at', async () => {
    await fc.assert(
      fc.asyncProperty(freezes, fc.array(fc.nat(40), { maxLength: 20 }), async (given, times) => {
        const [often, once] = [{ hours: 0 }, { hours: 0 }];
        const [looked, unseen] = [await storeAt(often, given), await storeAt(once, given)];
        for (const hours of times.toSorted((a, b) => a - b)) {
          often.hours = hours;
          await looked.tick();
        }
        often.hours = once.hours = 50;
        await looked.tick();
        await unseen.tick();
        expect(await outcome(looked)).toEqual(await outcome(unseen));
        expect(await outcome(unseen)).toHaveLength(given.flat().length);
      }),
      { numRuns: 200 },
    );
  });
});
