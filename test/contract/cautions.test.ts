// Cautions whose time is up, on each engine: they are stops by the time alone, and it gets on record once.
import { beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../src/journal/entry.ts';
import type { LineCommand } from '../../src/line/commands.ts';
import type { Store } from '../../src/push/store.ts';
import type { Engine } from '../../src/store/engine.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { rebuildViews } from '../../src/store/rebuild-views.ts';
import { ENGINES } from '../support/engines.ts';
import { hour, inWords } from '../support/freezes.ts';
import { MAIN } from '../support/gate.ts';
import { admission, NO, REPOSITORY } from '../support/pushes.ts';

describe.each(ENGINES)('a caution on %s', (_, openEngine) => {
  let clock = 0;
  let engine: Engine;
  beforeEach(async () => {
    engine = await openEngine();
  });
  /** A line that was cautioned at 9 o'clock, until 10. */
  const cautioned = async (change: Partial<Extract<LineCommand, { kind: 'open' }>> = {}): Promise<Store> => {
    clock = 9;
    const store = journalStore(engine, () => Date.parse(hour(clock)));
    await store.command({ kind: 'register', line: MAIN, repository: REPOSITORY, by: 'root' });
    const caution = { line: MAIN, level: 'caution', cause: 'alert', summary: 'disk full', by: 'ci' } as const;
    await store.command({ kind: 'open', ...caution, stopsAt: hour(10), ...change });
    return store;
  };
  const words = (entries: readonly Entry[]): readonly string[] =>
    inWords(entries as Parameters<typeof inWords>[0]);
  const tickAt = async (store: Store, hours: number): Promise<readonly string[]> => {
    clock = hours;
    return words(await store.tick());
  };
  const statusAt = async (store: Store, hours: number): Promise<object | undefined> => {
    clock = hours;
    const { status, since } = (await store.readLines()).statuses.get(MAIN) ?? {};
    return { status, since };
  };

  it('escalates once, after its time is up', async () => {
    const store = await cautioned();
    expect(await tickAt(store, 9.9)).toEqual([]);
    expect(await tickAt(store, 10)).toEqual([]);
    expect(await tickAt(store, 11)).toEqual(['escalated 1 at 10']);
    expect(await tickAt(store, 12)).toEqual([]);
    expect(await store.readStop(1)).toMatchObject({ level: 'caution', escalatedAt: hour(10) });
  });

  it('is a stop by the time alone, with and without a tick', async () => {
    const store = await cautioned();
    expect(await statusAt(store, 9.9)).toEqual({ status: 'cautioned', since: hour(9) });
    const stopped = { status: 'stopped', since: hour(10) };
    expect(await statusAt(store, 10)).toEqual(stopped);
    expect(await statusAt(store, 11)).toEqual(stopped);
    await tickAt(store, 11);
    expect(await statusAt(store, 11)).toEqual(stopped);
  });

  it('is on record before the push that it refuses', async () => {
    const store = await cautioned();
    const { seq: basis } = await store.readHead();
    clock = 11;
    await store.admit({ ...admission('a', [{ ref: 'refs/heads/main', from: 1, to: 2 }], basis) }, (view) => {
      expect(view.statuses.get(MAIN)).toMatchObject({
        status: 'stopped',
        stops: [{ escalatedAt: hour(10) }],
      });
      return NO;
    });
    expect(await tickAt(store, 11)).toEqual([]);
  });

  it.each([9.5, 10])('stays one where it is claimed in time (at %d)', async (claimed) => {
    const store = await cautioned();
    clock = claimed;
    await store.command({ kind: 'claim', stop: 1, by: 'dana' });
    expect(await tickAt(store, 11)).toEqual([]);
    expect(await statusAt(store, 11)).toMatchObject({ status: 'cautioned' });
  });

  it('is claimed too late as a stop', async () => {
    const store = await cautioned();
    clock = 10.5;
    const entries = await store.command({ kind: 'claim', stop: 1, by: 'dana' });
    expect(words(entries)).toEqual(['escalated 1 at 10', 'stop.claimed']);
    expect(await statusAt(store, 11)).toMatchObject({ status: 'stopped' });
  });

  it('is lifted as a stop where it was one, also by its own end', async () => {
    const store = await cautioned({ until: hour(12) });
    expect(await tickAt(store, 13)).toEqual(['escalated 1 at 10', 'lifted 1 at 12: its time was up']);
    const early = await cautioned({ until: hour(10) });
    expect(await tickAt(early, 13)).toEqual(['lifted 2 at 10: its time was up']);
  });

  it('never escalates without a time, or as what is a stop already', async () => {
    const store = await cautioned({ level: 'stop' });
    expect(await tickAt(store, 11)).toEqual([]);
  });

  it('is not told again when the views are folded anew', async () => {
    const store = await cautioned();
    await tickAt(store, 11);
    const before = await store.readStop(1);
    await rebuildViews(engine);
    expect(await store.readStop(1)).toEqual(before);
    expect(await tickAt(store, 12)).toEqual([]);
  });
});
