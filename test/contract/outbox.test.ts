// What an outbox promises, on every engine.
import { describe, expect, it } from 'vitest';
import { newDelivery } from '../../src/notify/delivery.ts';
import { journalOutbox } from '../../src/store/journal-outbox.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { rebuildViews } from '../../src/store/rebuild-views.ts';
import { ENGINES, openSqlite, temporaryFolder } from '../support/engines.ts';
import { lineName } from '../support/gate.ts';

describe.each(ENGINES)('journalOutbox() on %s', (_, open) => {
  const setUp = async (lines: number) => {
    const engine = await open();
    let now = Date.parse('2026-03-02T14:00:00.000Z');
    const store = journalStore(engine, () => (now += 1_000));
    for (let at = 1; at <= lines; at++) {
      const line = lineName(`line${at}`);
      await store.command({ kind: 'register', line, repository: '/r', by: 'dana' });
    }
    return { engine, store, outbox: journalOutbox(engine) };
  };

  it.each([
    ['2026-03-02T13:00:00.000Z', 0],
    ['2026-03-02T14:00:02.000Z', 1],
    ['2026-03-02T14:00:02.500Z', 2],
    ['2027-01-01T00:00:00.000Z', 250],
  ])('starts a channel behind what was there before %s', async (since, cursor) => {
    const { outbox } = await setUp(250);
    await outbox.start('ops', since);
    expect(await outbox.read()).toEqual({ head: 250, deliveries: new Map([['ops', newDelivery(cursor)]]) });
  });
  it('starts a channel once', async () => {
    const { outbox } = await setUp(3);
    await outbox.start('ops', '2026-03-02T14:00:02.500Z');
    await outbox.start('ops', '2027-01-01T00:00:00.000Z');
    expect((await outbox.read()).deliveries.get('ops')).toEqual(newDelivery(2));
  });
  it('changes a channel, and no other', async () => {
    const { outbox } = await setUp(3);
    for (const name of ['ops', 'dev']) await outbox.start(name, '');
    const seen: unknown[] = [];
    const changed = await outbox.change('ops', (delivery, head) => {
      seen.push(delivery, head);
      return newDelivery(2);
    });
    expect(seen).toEqual([newDelivery(0), 3]);
    expect(changed).toEqual(newDelivery(2));
    expect([...(await outbox.read()).deliveries]).toEqual([
      ['dev', newDelivery(0)],
      ['ops', newDelivery(2)],
    ]);
  });
  it('leaves a channel as it is for undefined, and where changing it fails', async () => {
    const { outbox } = await setUp(1);
    await outbox.start('ops', '');
    expect(await outbox.change('ops', () => undefined)).toBeUndefined();
    const broken = outbox.change('ops', () => {
      throw new TypeError('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    expect((await outbox.read()).deliveries.get('ops')).toEqual(newDelivery(0));
  });
  it('takes back what a transaction wrote that fails', async () => {
    const { outbox, engine } = await setUp(1);
    await outbox.start('ops', '');
    const broken = engine.write(({ side }) => {
      side('delivery').put('ops', JSON.stringify(newDelivery(9)));
      throw new TypeError('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    expect((await outbox.read()).deliveries.get('ops')).toEqual(newDelivery(0));
  });
  it('changes nothing of a channel that was never started', async () => {
    const { outbox } = await setUp(1);
    expect(await outbox.change('ops', () => newDelivery(1))).toBeUndefined();
    expect((await outbox.read()).deliveries.size).toBe(0);
  });
  it('keeps how far channels are when the views are folded anew', async () => {
    const { outbox, engine } = await setUp(3);
    await outbox.start('ops', '2026-03-02T14:00:02.500Z');
    await rebuildViews(engine);
    expect((await outbox.read()).deliveries.get('ops')).toEqual(newDelivery(2));
  });
  it('reads entries behind one, and what is known of their stop', async () => {
    const { outbox, store } = await setUp(2);
    const [entry] = await store.command({
      kind: 'open',
      line: lineName('line1'),
      level: 'stop',
      cause: 'build',
      summary: 'red',
      by: 'ci',
    });
    expect((await outbox.readEntries(1, 1)).map(({ seq }) => seq)).toEqual([2]);
    expect((await outbox.readEntries(1, 9)).map(({ seq }) => seq)).toEqual([2, 3]);
    if (entry === undefined) throw new Error('no stop was opened');
    const facts = await outbox.readFacts(entry);
    expect(facts.stop).toMatchObject({ number: 1, summary: 'red' });
    expect(facts.openStops.map(({ number }) => number)).toEqual([1]);
  });
});

it('needs no other schema: a hook of a former release opens the store', async () => {
  const path = `${temporaryFolder()}/store.db`;
  const engine = openSqlite(path);
  await journalOutbox(engine).start('ops', '');
  expect((await openSqlite(path, { create: false }).head()).seq).toBe(0);
});
