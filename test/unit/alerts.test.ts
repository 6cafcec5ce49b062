// What monitors do to a line, through the store in memory.
import { beforeEach, describe, expect, it } from 'vitest';
import { ALERT_RULES } from '../../src/line/alert.ts';
import type { AlertReport, AlertRules } from '../../src/line/alert.ts';
import type { Entry } from '../../src/journal/entry.ts';
import { rebuildViews } from '../../src/store/rebuild-views.ts';
import { at, openBuildScene } from '../support/build-scene.ts';
import type { BuildScene } from '../support/build-scene.ts';
import { MAIN } from '../support/gate.ts';

let scene: BuildScene;
beforeEach(async () => {
  scene = await openBuildScene();
});

async function say(
  said: Partial<AlertReport> = {},
  rules: Partial<AlertRules> = {},
): Promise<readonly Entry[]> {
  const report = {
    line: MAIN,
    source: 'nagios',
    key: 'web1/disk',
    severity: 'critical',
    state: 'firing',
    summary: 'the disk is full',
    by: 'nagios',
    ...said,
  } as const;
  return scene.store.alert([report], () => ({ ...ALERT_RULES, ...rules }));
}

describe('an alert', () => {
  it('stops, warns or is on record only, by its severity', async () => {
    await say({ url: 'https://nagios/web1' });
    await say({ key: 'web2', severity: 'warning' });
    await say({ key: 'web3', severity: 'info' });
    expect((await scene.status()).stops).toMatchObject([
      {
        cause: 'alert',
        level: 'stop',
        summary: 'the disk is full',
        by: 'nagios',
        url: 'https://nagios/web1',
      },
      { cause: 'alert', level: 'caution', stopsAt: at(15) },
    ]);
    await say({ key: 'web4', severity: 'info' }, { effects: { ...ALERT_RULES.effects, info: 'stop' } });
    expect(await scene.open()).toEqual([1, 2, 3]);
  });

  it('that happens again is news once the line was resumed, and not before', async () => {
    await say({ anew: true });
    expect(await say({ anew: true })).toEqual([]);
    await scene.lift(1);
    expect(await say()).toEqual([]);
    await say({ anew: true });
    expect(await scene.open()).toEqual([2]);
  });

  it('that is said again is no news, and one that gets worse is', async () => {
    await say({ severity: 'warning' });
    expect(await say({ severity: 'warning' })).toEqual([]);
    await say();
    expect(await scene.open()).toEqual([1, 2]);
    await say({ severity: 'warning' });
    expect(await scene.open()).toEqual([1, 2]);
    expect(await say({ key: 'never heard of', state: 'resolved' })).toEqual([]);
  });

  it('that is over leaves the stop to a person, who reads that it is', async () => {
    await say();
    await say({ state: 'resolved' });
    expect((await scene.status()).stops).toMatchObject([{ alert: { resolvedAt: at(0) } }]);
    await say();
    expect(await scene.open()).toEqual([1]);
    expect((await scene.status()).stops[0]?.alert).not.toHaveProperty('resolvedAt');
  });

  it('that is over resumes the line where the admin says so, and lifts nothing of anybody else', async () => {
    await say();
    await scene.stop();
    await say({ key: 'other' });
    await say({ state: 'resolved' }, { autoResume: true });
    expect(await scene.open()).toEqual([2, 3]);
    expect(await scene.store.readStop(1)).toMatchObject({
      lifted: { by: 'nagios', reason: 'nagios says that web1/disk is over' },
    });
    await rebuildViews(scene.engine);
    expect(await scene.open()).toEqual([2, 3]);
    await say();
    expect(await scene.open()).toEqual([2, 3, 4]);
  });
});

describe('a caution', () => {
  it('turns into a stop if nobody claims it', async () => {
    await say({ severity: 'warning' });
    scene.goTo(14);
    expect((await scene.status()).status).toBe('cautioned');
    scene.goTo(15);
    expect((await scene.status()).status).toBe('stopped');
    // Too late: it is a stop by now.
    scene.goTo(16);
    await scene.store.command({ kind: 'claim', stop: 1, by: 'dana' });
    expect((await scene.status()).status).toBe('stopped');
  });

  it('stays one once somebody is on it', async () => {
    await say({ severity: 'warning' });
    scene.goTo(10);
    await scene.store.command({ kind: 'claim', stop: 1, by: 'dana' });
    scene.goTo(60);
    expect((await scene.status()).status).toBe('cautioned');
  });

  it('stays one when somebody else takes it over, however late', async () => {
    await say({ severity: 'warning' });
    scene.goTo(10);
    await scene.store.command({ kind: 'claim', stop: 1, by: 'dana' });
    for (const minute of [14, 60, 90]) {
      scene.goTo(minute);
      await scene.store.command({ kind: 'claim', stop: 1, by: 'lee' });
    }
    expect((await scene.status()).status).toBe('cautioned');
    expect((await scene.status()).stops[0]?.claim).toMatchObject({ by: 'lee', at: at(90), firstAt: at(10) });
  });
});
