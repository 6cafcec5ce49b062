// Clocks that are wrong, ids that are used again, and commits that one push brings together.
import { describe, expect, it } from 'vitest';
import { findSuspects } from '../../src/push/find-suspects.ts';
import { openBuildScene } from '../support/build-scene.ts';
import type { BuildScene, Said } from '../support/build-scene.ts';
import { MAIN, oid } from '../support/gate.ts';

/** Three revisions on the ref; the last one failed in build b3, at minute 10, which had started at 5. */
async function openFailing(): Promise<BuildScene> {
  const scene = await openBuildScene({ overdueAfterMs: 30 * 60_000 });
  for (const revision of [1, 2, 3]) await scene.land(revision);
  scene.goTo(10);
  await scene.report('b3', 3, 'failed', { started: 5 });
  return scene;
}

describe('a clock that is behind', () => {
  it('excuses no fix that fails', async () => {
    const scene = await openFailing();
    await scene.land(4, { fixes: [1] });
    const entries = await scene.report('b4', 4, 'failed', { started: 8 });
    expect(entries).toMatchObject([{ verdict: 'bad' }, { kind: 'stop.fix-failed', stop: 1 }]);
  });

  it('excuses no other job that fails on the fix', async () => {
    const scene = await openFailing();
    await scene.land(4, { fixes: [1] });
    await scene.report('b4', 4, 'passed');
    await scene.report('u4', 4, 'failed', { job: 'unit' });
    expect((await scene.status()).stops).toMatchObject([{ failing: { job: 'unit' } }]);
  });

  it('excuses nothing that landed after a person had lifted the stop', async () => {
    const scene = await openFailing();
    await scene.lift(1);
    await scene.land(4);
    await scene.report('old', 3, 'failed', { started: 9 });
    expect(await scene.open()).toEqual([]);
    await scene.report('b4', 4, 'failed', { started: 9 });
    expect(await scene.open()).toEqual([2]);
  });

  it('makes no build overdue that has just begun', async () => {
    const scene = await openBuildScene({ overdueAfterMs: 30 * 60_000 });
    await scene.land(1);
    scene.goTo(60);
    await scene.report('b1', 1, 'running', { startedAt: '0001-01-01T00:00:00.000Z' });
    expect(await scene.sweep()).toEqual([]);
    scene.goTo(90);
    expect(await scene.sweep()).toMatchObject([{ status: 'overdue' }, { kind: 'stop.opened' }]);
  });
});

describe('a clock that is ahead', () => {
  const FAR = { startedAt: '2999-01-01T00:00:00.000Z' };

  it('keeps no build from being forgiven that was said to run before', async () => {
    const scene = await openFailing();
    await scene.report('b3b', 3, 'running', FAR);
    scene.goTo(20);
    await scene.lift(1);
    scene.goTo(30);
    expect(await scene.report('b3b', 3, 'failed', FAR)).toMatchObject([
      { why: 'it started before a person lifted the stop' },
    ]);
  });

  it('hides no later failure behind a pass', async () => {
    const scene = await openBuildScene();
    await scene.land(1);
    await scene.report('b1', 1, 'passed', FAR);
    scene.goTo(5);
    await scene.report('b2', 1, 'failed');
    expect(await scene.open()).toEqual([1]);
  });
});

describe('an id that is used again', () => {
  it('for other code closes nothing', async () => {
    const scene = await openFailing();
    await scene.report('b3', 2, 'passed');
    expect(await scene.open()).toEqual([1]);
  });

  it('for a run again is a retry, and for a result that is put right is not', async () => {
    const scene = await openFailing();
    await scene.report('b3', 3, 'passed', { started: 7 });
    expect(await scene.open()).toEqual([1]);
    const other = await openFailing();
    await other.report('b3', 3, 'passed', { started: 5 });
    expect(await other.open()).toEqual([]);
  });
});

describe('commits that one push brings', () => {
  /** The push that brought revision 3 brought 30 as well, which lies below it. */
  async function below(scene: BuildScene): Promise<Said> {
    const [place] = await scene.store.readPlaces(MAIN, oid(3));
    if (place === undefined) throw new Error('revision 3 has not landed');
    return { places: [{ ...place, behind: 1 }] };
  }

  async function landed(): Promise<BuildScene> {
    const scene = await openBuildScene();
    for (const revision of [1, 2, 3]) await scene.land(revision);
    scene.goTo(10);
    return scene;
  }

  it('are older and newer: a tip that is broken stops the line', async () => {
    const scene = await landed();
    await scene.report('b30', 30, 'passed', await below(scene));
    await scene.report('b3', 3, 'failed');
    expect(await scene.open()).toEqual([1]);
    expect((await findSuspects(1, scene.store)).suspects).toMatchObject([{ new: oid(3) }]);
  });

  it('are older and newer: a tip that passes resumes it', async () => {
    const scene = await landed();
    await scene.report('b30', 30, 'failed', await below(scene));
    expect(await scene.open()).toEqual([1]);
    await scene.report('b3', 3, 'passed');
    expect(await scene.open()).toEqual([]);
    expect(await scene.report('late', 30, 'failed', await below(scene))).toMatchObject([
      { why: 'a newer revision has passed' },
    ]);
  });

  it('are no fix but for the tip', async () => {
    const scene = await openFailing();
    await scene.land(4, { fixes: [1] });
    const [place] = await scene.store.readPlaces(MAIN, oid(4));
    if (place === undefined) throw new Error('revision 4 has not landed');
    scene.goTo(12);
    await scene.report('b40', 40, 'failed', { places: [{ ...place, behind: 1 }] });
    expect((await scene.status()).stops[0]?.fix?.failed).toBeUndefined();
  });
});

it('only a build of the job that failed is where its fix is verified', async () => {
  const scene = await openFailing();
  await scene.land(4, { fixes: [1] });
  await scene.report('u4', 4, 'passed', { job: 'unit', url: 'https://ci/unit' });
  expect((await scene.status()).stops[0]?.fix?.url).toBeUndefined();
  await scene.report('b4', 4, 'running', { url: 'https://ci/web' });
  expect((await scene.status()).stops[0]?.fix?.url).toBe('https://ci/web');
});
