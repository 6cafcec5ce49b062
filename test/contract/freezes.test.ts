// Freezes and stops with an end, on each engine: they hold on time, whoever comes first.
import { beforeEach, describe, expect, it } from 'vitest';
import { openEntry } from '../../src/journal/chain.ts';
import type { Schedule } from '../../src/line/due-events.ts';
import type { Entry } from '../../src/journal/entry.ts';
import type { Store } from '../../src/push/store.ts';
import type { Engine } from '../../src/store/engine.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { rebuildViews } from '../../src/store/rebuild-views.ts';
import { ENGINES } from '../support/engines.ts';
import { freeze, hour, inWords, scheduleOf } from '../support/freezes.ts';
import { MAIN } from '../support/gate.ts';
import { admission, readAll, REPOSITORY, YES } from '../support/pushes.ts';

const FREEZE = scheduleOf(freeze('a', ['10-12']));

describe.each(ENGINES)('a schedule on %s', (_, openEngine) => {
  let clock = 0;
  let engine: Engine;
  beforeEach(async () => {
    engine = await openEngine();
    clock = 9;
  });
  const open = (schedule: Schedule = FREEZE): Store =>
    journalStore(
      engine,
      () => Date.parse(hour(clock)),
      () => [schedule],
    );
  const known = async (schedule: Schedule = FREEZE): Promise<Store> => {
    const store = open(schedule);
    await store.command({ kind: 'register', line: MAIN, repository: REPOSITORY, by: 'root' });
    return store;
  };
  const tickAt = async (store: Store, hours: number): Promise<readonly string[]> => {
    clock = hours;
    return words(await store.tick());
  };
  const statusOf = async (store: Store) => (await store.readLines()).statuses.get(MAIN);

  it('opens and lifts on time, with the times it should have been done at', async () => {
    const store = await known();
    expect(await tickAt(store, 9.9)).toEqual([]);
    expect(await tickAt(store, 10.5)).toEqual(['opened 1 a 10-12']);
    expect(await tickAt(store, 10.5)).toEqual([]);
    expect(await statusOf(store)).toMatchObject({ status: 'stopped', since: hour(10) });
    expect(await tickAt(store, 12.5)).toEqual(['lifted 1 at 12: freeze a is over']);
    expect(await store.readStop(1)).toMatchObject({
      cause: 'schedule',
      since: hour(10),
      lifted: { by: 'schedule', at: hour(12) },
    });
    expect((await readAll(store)).map((entry) => openEntry(entry).at)).toEqual([
      hour(9),
      hour(10.5),
      hour(12.5),
    ]);
  });

  it('holds again when the clock that ended it turns out to have been ahead', async () => {
    const store = await known();
    expect(await tickAt(store, 30)).toEqual(['opened 1 a 10-12', 'lifted 1 at 12: freeze a is over']);
    expect(await tickAt(store, 11)).toEqual(['opened 2 a 10-12']);
    expect(await tickAt(store, 12.5)).toEqual(['lifted 2 at 12: freeze a is over']);
    expect(await tickAt(store, 31)).toEqual([]);
  });

  it('stays lifted where a person gave it an earlier end', async () => {
    const store = await known();
    await tickAt(store, 10.5);
    await store.command({ kind: 'amend', stop: 1, by: 'dana', until: hour(11) });
    expect(await tickAt(store, 11.5)).toHaveLength(1);
    expect(await statusOf(store)).toMatchObject({ status: 'running' });
  });

  it('holds a push that comes before anybody ticked, and lets the first one after it pass', async () => {
    const store = await known();
    const judged = async (hours: number) => {
      clock = hours;
      const { seq } = await store.readHead();
      let status: string | undefined;
      await store.admit(admission(`p${hours}`, [{ from: 1, to: 1 }], seq), ({ statuses }) => {
        status = statuses.get(MAIN)?.status;
        return YES;
      });
      return status;
    };
    expect([await judged(9.9), await judged(10), await judged(12)]).toEqual([
      'running',
      'stopped',
      'running',
    ]);
    const kinds = (await readAll(store)).map((entry) => openEntry(entry).kind);
    expect(kinds.slice(2)).toEqual(['stop.opened', 'push.admitted', 'stop.lifted', 'push.admitted']);
  });

  it('leaves nothing of a tick when the judge throws', async () => {
    const store = await known();
    clock = 11;
    const judge = (): never => {
      throw new Error('judge broke');
    };
    await expect(store.admit(admission('a', [], 9), judge)).rejects.toThrow('judge broke');
    expect(await store.readStop(1)).toBeUndefined();
    expect(await tickAt(store, 11)).toEqual(['opened 1 a 10-12']);
  });

  it('opens one stop for two who come at once', async () => {
    await known();
    clock = 11;
    const [one, other] = [open(), open()];
    const written = await Promise.all([one.tick(), other.tick(), one.tick()]);
    expect(written.flat()).toHaveLength(1);
  });

  it('is told by a command what came due, before the command', async () => {
    const store = await known();
    clock = 11;
    const claimed = await store.command({ kind: 'claim', stop: 1, by: 'dana' });
    expect(words(claimed)).toEqual(['opened 1 a 10-12', 'stop.claimed']);
  });

  it('does not overrule a person, also after the views were folded anew', async () => {
    const store = await known(scheduleOf(freeze('a', ['10-12', '14-16'])));
    await tickAt(store, 10);
    await store.command({ kind: 'lift', target: { line: MAIN }, by: 'dana', reason: 'shipped' });
    expect(await tickAt(store, 11)).toEqual([]);
    await rebuildViews(engine);
    expect(await tickAt(store, 11.5)).toEqual([]);
    expect(await tickAt(store, 15)).toEqual(['opened 2 a 14-16']);
  });

  it('keeps to the end that a person gave', async () => {
    const store = await known();
    await tickAt(store, 10);
    await store.command({ kind: 'amend', stop: 1, by: 'dana', until: hour(11) });
    expect(await store.readStop(1)).toMatchObject({ summary: 'why a', until: hour(11) });
    expect(await tickAt(store, 11)).toEqual(['lifted 1 at 11: freeze a is over']);
    expect(await tickAt(store, 11.5)).toEqual([]);
  });

  it('records what came and went while nobody looked, once', async () => {
    const store = await known();
    expect(await tickAt(store, 13)).toEqual(['opened 1 a 10-12', 'lifted 1 at 12: freeze a is over']);
    expect(await tickAt(store, 14)).toEqual([]);
    expect(await statusOf(store)).toMatchObject({ status: 'running' });
  });

  it('lifts what the configuration took out, and opens it when it is back', async () => {
    const store = await known();
    await tickAt(store, 10);
    expect(await tickAt(open(scheduleOf()), 10.5)).toEqual([
      'lifted 1 at 10.5: freeze a is no longer in the configuration',
    ]);
    expect(await tickAt(store, 11)).toEqual(['opened 2 a 10-12']);
  });

  it('knows a line that another release registered', async () => {
    const store = await known();
    await engine.write(({ views }) => views.remove('counter', 'registered main'));
    expect(await tickAt(store, 13)).toHaveLength(2);
  });

  it('lifts a stop whose time is up', async () => {
    const store = await known(scheduleOf());
    const stop = { line: MAIN, level: 'stop', cause: 'person', summary: 's', by: 'dana' } as const;
    await store.command({ kind: 'open', ...stop, until: hour(10) });
    expect(await statusOf(store)).toMatchObject({ status: 'stopped' });
    clock = 10;
    expect(await statusOf(store)).toMatchObject({ status: 'running', stops: [] });
    expect(await tickAt(store, 10.5)).toEqual(['lifted 1 at 10: its time was up']);
  });
});

function words(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap((entry) => {
    const isOfLine = entry.kind.startsWith('stop.') || entry.kind === 'line.registered';
    return isOfLine ? inWords([entry as never]) : [entry.kind];
  });
}
