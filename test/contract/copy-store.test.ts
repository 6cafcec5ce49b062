// A store copied from each engine to each: the same chain, the same views, and nothing announced twice.
import { describe, expect, it } from 'vitest';
import { newDelivery } from '../../src/notify/delivery.ts';
import { copyStore } from '../../src/store/copy-store.ts';
import type { Engine } from '../../src/store/engine.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { ENGINES } from '../support/engines.ts';
import { MAIN } from '../support/gate.ts';
import { admit, readAll } from '../support/pushes.ts';
import { dumpViews } from '../support/view-rows.ts';

// SQLite is SQLite, whatever a server puts around it.
const KINDS = ENGINES.filter(([name]) => name !== 'sqlite, as a server has it');
const PAIRS = KINDS.flatMap(([source, from]) =>
  KINDS.map(([target, to]) => [source, target, from, to] as const),
);

async function fill(engine: Engine, pushes: number): Promise<void> {
  const store = journalStore(engine, () => Date.parse('2026-03-02T14:27:00Z'));
  await store.command({ kind: 'register', line: MAIN, repository: '/r', by: 'root' });
  for (let push = 0; push < pushes; push++) await admit(store, `p${push}`, { from: push, to: push + 1 });
  await engine.write(({ side }) => side('delivery').put('ops', JSON.stringify(newDelivery(3))));
}

describe.each(PAIRS)('copying from %s to %s', (_source, _target, openFrom, openTo) => {
  it('keeps chain, views and deliveries, and goes on where it was cut off', async () => {
    const [from, to] = [await openFrom(), await openTo()];
    await fill(from, 2_300);
    const entries = await from.read((transaction) =>
      transaction.entries({ afterSeq: 0, newestFirst: false, limit: 1_500 }),
    );
    await copyStore(
      {
        ...from,
        read: (work) =>
          from.read((transaction) =>
            work({
              ...transaction,
              entries: (range) => entries.filter(({ seq }) => seq > range.afterSeq).slice(0, range.limit),
            }),
          ),
      },
      to,
    );
    const head = await copyStore(from, to);
    expect(head).toEqual(await from.head());
    const [a, b] = [journalStore(from, Date.now), journalStore(to, Date.now)];
    expect(await readAll(b)).toEqual(await readAll(a));
    expect(await dumpViews(to)).toEqual(await dumpViews(from));
    expect(await to.read(({ side }) => side('delivery').get('ops'))).toBe(JSON.stringify(newDelivery(3)));
    expect(await copyStore(from, to)).toEqual(head);
  });

  it('copies into nothing that is another journal', async () => {
    const [from, to] = [await openFrom(), await openTo()];
    await fill(from, 3);
    await fill(to, 5);
    await expect(copyStore(from, to)).rejects.toThrow('The target holds another journal');
    expect((await copyStore(to, from)).seq).toBe((await to.head()).seq);
  });

  it('stops before what was tampered with', async () => {
    const [from, to] = [await openFrom(), await openTo()];
    await fill(from, 3);
    const broken: Engine = {
      ...from,
      read: (work) =>
        from.read((transaction) =>
          work({
            ...transaction,
            entries: (range) =>
              transaction
                .entries(range)
                .map((entry) =>
                  entry.seq === 3 ? { ...entry, body: entry.body.replace('{', '{"x":1,') } : entry,
                ),
          }),
        ),
    };
    await expect(copyStore(broken, to)).rejects.toThrow('broken at entry 3');
    expect((await to.head()).seq).toBe(0);
  });
});
