// More alerts than anybody reads: what of them stops a line, and what it takes.
import { expect, it } from 'vitest';
import type { Entry } from '../../src/journal/entry.ts';
import { ALERT_RULES } from '../../src/line/alert.ts';
import type { AlertReport, AlertRules } from '../../src/line/alert.ts';
import type { Engine } from '../../src/store/engine.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { rebuildViews } from '../../src/store/rebuild-views.ts';
import { openBuildScene } from '../support/build-scene.ts';
import type { BuildScene } from '../support/build-scene.ts';
import { MAIN } from '../support/gate.ts';
import { dumpViews } from '../support/view-rows.ts';

const alert = (key: number, said: Partial<AlertReport> = {}): AlertReport => ({
  line: MAIN,
  source: 'nagios',
  key: `disk ${key}`,
  severity: 'critical',
  state: 'firing',
  summary: 'full',
  by: 'nagios',
  ...said,
});

const say = async (
  { store }: BuildScene,
  alerts: readonly AlertReport[],
  rules: Partial<AlertRules> = {},
): Promise<readonly Entry[]> => store.alert(alerts, () => ({ ...ALERT_RULES, ...rules }));

const range = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from }, (_, index) => from + index);

async function full(): Promise<BuildScene> {
  const scene = await openBuildScene();
  await say(
    scene,
    range(0, 100).map((key) => alert(key)),
  );
  return scene;
}

it('opens so many stops on a line and no more, and as many cautions', async () => {
  const scene = await full();
  expect(await say(scene, [alert(100)])).toMatchObject([
    { kind: 'alert.reported', why: 'alerts have 100 stops open on the line, and open no more' },
  ]);
  expect(await scene.open()).toHaveLength(100);
  // On record once.
  expect(await say(scene, [alert(100)])).toEqual([]);
  await say(
    scene,
    range(0, 101).map((key) => alert(key, { severity: 'warning', source: 'cron' })),
  );
  expect(await scene.open()).toHaveLength(200);
});

it('opens the stop that had no room as soon as there is some', async () => {
  const scene = await full();
  await say(scene, [alert(100), alert(101)]);
  await scene.lift(7);
  expect(await say(scene, [alert(100), alert(101)])).toMatchObject([
    { kind: 'alert.reported' },
    { kind: 'stop.opened', alert: { key: 'disk 100' } },
  ]);
  // That one was lifted is no news.
  expect(await say(scene, [alert(6)])).toEqual([]);
});

it('leaves the line to people once there was no room: nobody knows that all is well', async () => {
  const scene = await full();
  await say(scene, [alert(100)]);
  const over = range(0, 100).map((key) => alert(key, { state: 'resolved' }));
  const entries = await say(scene, over, { autoResume: true });
  expect(entries[0]).toMatchObject({
    why: 'there were alerts without room for a stop, and a person has to resume',
  });
  expect(await scene.open()).toHaveLength(100);
  for (const stop of range(1, 101)) await scene.lift(stop);
  await say(scene, [alert(0)]);
  await say(scene, [alert(0, { state: 'resolved' })], { autoResume: true });
  expect(await scene.open()).toEqual([]);
  const views = await dumpViews(scene.engine);
  await rebuildViews(scene.engine);
  expect(await dumpViews(scene.engine)).toEqual(views);
});

it('reads the open stops as often for a hundred alerts as for one', async () => {
  const listed = { count: 0 };
  const scene = await openBuildScene({}, counting(memoryEngine(), listed));
  const readsOf = async (keys: readonly number[]): Promise<number> => {
    listed.count = 0;
    for (const state of ['firing', 'resolved'] as const)
      await say(
        scene,
        keys.map((key) => alert(key, { state })),
        { autoResume: true },
      );
    return listed.count;
  };
  expect(await readsOf(range(1, 101))).toBe(await readsOf([0]));
});

it('knows the stops that an older release opened', async () => {
  const scene = await openBuildScene();
  await say(scene, [alert(1)]);
  // It kept the word of the monitor, and nothing else.
  await scene.engine.write(({ views }) => {
    views.put('counter', 'alert main nagios disk%201', 'firing critical');
    views.remove('counter', 'alert-stops main');
  });
  expect(await say(scene, [alert(1)])).toEqual([]);
  await say(scene, [alert(1, { state: 'resolved' })], { autoResume: true });
  expect(await scene.open()).toEqual([]);
});

/** An engine that counts how often writes list all open stops. */
function counting(engine: Engine, listed: { count: number }): Engine {
  return {
    ...engine,
    write: async (work) =>
      engine.write((transaction) => {
        const { views } = transaction;
        const list: typeof views.list = (view, ...rest) => {
          if (view === 'open-stop') listed.count++;
          return views.list(view, ...rest);
        };
        return work({ ...transaction, views: { ...views, list } });
      }),
  };
}
