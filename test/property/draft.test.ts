// A draft shows what the transaction would show that it stands for, and writes what that would have written.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StoredEntry } from '../../src/journal/entry.ts';
import type { ViewName } from '../../src/journal/view-table.ts';
import { newDraft } from '../../src/store/draft.ts';
import type { Engine, ReadTransaction, SideName, WriteTransaction } from '../../src/store/engine.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { sqliteEngine } from '../../src/store/sqlite/sqlite-engine.ts';

const VIEWS: readonly ViewName[] = ['tip', 'stop'];
const SIDES: readonly SideName[] = ['answer', 'session'];
const KEYS = ['', 'a', 'a 1', 'a 2', 'b', '\uffee', '\u{1f600}'];
const RANGES = [
  { afterSeq: 0, newestFirst: false, limit: 3 },
  { afterSeq: 2, newestFirst: true, limit: 4 },
  { afterSeq: 1, beforeSeq: 6, newestFirst: false, limit: 99 },
  { afterSeq: 0, beforeSeq: 4, newestFirst: true, limit: 2 },
];

type Step = (transaction: WriteTransaction) => void;

const key = fc.constantFrom(...KEYS);
const view = fc.constantFrom(...VIEWS);
const side = fc.constantFrom(...SIDES);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(view, key, fc.string()).map(
    ([name, at, value]): Step =>
      ({ views }) =>
        views.put(name, at, value),
  ),
  fc.tuple(view, key).map(
    ([name, at]): Step =>
      ({ views }) =>
        views.remove(name, at),
  ),
  fc.tuple(side, key, fc.string()).map(
    ([name, at, value]): Step =>
      (to) =>
        to.side(name).put(at, value),
  ),
  fc.tuple(side, key).map(
    ([name, at]): Step =>
      (to) =>
        to.side(name).remove(at),
  ),
  fc.tuple(side, key).map(
    ([name, at]): Step =>
      (to) =>
        to.side(name).removeBefore(at),
  ),
  fc.nat(2).map(
    (count): Step =>
      (to) =>
        to.append(entriesAfter(to.head().seq, count)),
  ),
  { weight: 1, arbitrary: fc.constant<Step>((to) => to.clearViews()) },
);
const steps = fc.array(step, { maxLength: 12 });

function entriesAfter(seq: number, count: number): StoredEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    seq: seq + index + 1,
    body: '{}',
    hash: `h${seq + index + 1}`,
  }));
}

function look({ views, side: sideOf, head, entries }: ReadTransaction): unknown {
  return {
    head: head(),
    entries: RANGES.map((range) => entries(range)),
    views: VIEWS.map((name) => [
      KEYS.map((at) => views.get(name, at)),
      views.list(name),
      views.list(name, 'a '),
      views.list(name, '', { from: 'a', to: 'a 1' }),
    ]),
    sides: SIDES.map((name) => [KEYS.map((at) => sideOf(name).get(at)), sideOf(name).list()]),
  };
}

async function filled(engine: Engine, first: readonly Step[]): Promise<Engine> {
  await engine.write((transaction) => first.forEach((each) => each(transaction)));
  return engine;
}

it('newDraft() is the transaction that it stands for', async () => {
  await fc.assert(
    fc.asyncProperty(steps, steps, steps, async (first, then, last) => {
      // SQLite needs no drafts.
      const sqlite = sqliteEngine({ path: ':memory:', busyTimeoutMs: 1_000, create: true });
      const [real, other] = [await filled(sqlite, first), await filled(memoryEngine(), first)];
      const expected = await real.write((transaction) => {
        for (const each of [...then, ...last]) each(transaction);
        return look(transaction);
      });
      const seen = await other.write((transaction) => {
        const draft = newDraft(transaction);
        for (const each of then) each(draft);
        // One on another, as a group has them.
        const above = newDraft(draft);
        for (const each of last) each(above);
        const shown = look(above);
        above.writeTo(draft);
        draft.writeTo(transaction);
        return shown;
      });
      expect(seen).toEqual(expected);
      expect(await other.read(look)).toEqual(expected);
    }),
    { numRuns: 400 },
  );
});
