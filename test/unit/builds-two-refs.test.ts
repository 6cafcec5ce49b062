// A revision may stand on several refs of a line: what its build says there.
import { describe, expect, it } from 'vitest';
import { openBuildScene } from '../support/build-scene.ts';
import type { BuildScene } from '../support/build-scene.ts';
import { MAIN, oid } from '../support/gate.ts';
import { REF } from '../support/pushes.ts';

describe('a revision on two refs of a line', () => {
  const SIDE = 'refs/heads/release/1';

  /** Both refs have been built, and are now at the same revision, which came to main first. */
  async function cut(rules: Parameters<typeof openBuildScene>[0] = {}): Promise<BuildScene> {
    const scene = await openBuildScene(rules);
    await scene.land(1);
    await scene.report('m1', 1, 'passed');
    await scene.land(2, { ref: SIDE });
    await scene.report('s2', 2, 'passed');
    await scene.land(3);
    await scene.land(3, { ref: SIDE });
    scene.goTo(10);
    return scene;
  }

  it('is reported on for both', async () => {
    const rules = { jobs: [{ pattern: '*', kind: 'expected' as const }], overdueAfterMs: 60_000 };
    const scene = await cut(rules);
    await scene.report('b3', 3, 'passed');
    scene.goTo(60);
    expect(await scene.sweep()).toEqual([]);
    expect(await scene.open()).toEqual([]);
  });

  it('that fails opens one stop, where it came first, and the fix there resumes the line', async () => {
    const scene = await cut();
    const entries = await scene.report('b3', 3, 'failed');
    expect(entries).toMatchObject([
      { kind: 'build.reported', verdict: 'bad', place: { ref: REF } },
      { kind: 'stop.opened', failing: { ref: REF } },
      {
        kind: 'build.reported',
        place: { ref: SIDE },
        why: 'it counts on another ref that the revision is on',
      },
    ]);
    expect(await scene.report('b3', 3, 'failed')).toEqual([]);
    await scene.land(4, { fixes: [1] });
    await scene.report('b4', 4, 'passed');
    expect(await scene.open()).toEqual([]);
  });

  it('has what is long in its report on record once, and a place that is told twice too', async () => {
    const scene = await cut();
    const flaky = ['a', 'b'];
    const places = await scene.store.readPlaces(MAIN, oid(3));
    const entries = await scene.report('b3', 3, 'failed', { flaky, places: [...places, ...places] });
    const reported = entries.filter(({ kind }) => kind === 'build.reported');
    expect(reported.map((entry) => 'flaky' in entry && entry.flaky)).toEqual([flaky, false]);
  });

  it('that fails where newer code of the first has passed stops the other', async () => {
    const scene = await cut();
    await scene.land(4);
    await scene.report('b4', 4, 'passed');
    await scene.report('b3', 3, 'failed');
    expect((await scene.status()).stops).toMatchObject([{ failing: { ref: SIDE } }]);
  });

  it('says of a fix on both that it is none', async () => {
    const scene = await openBuildScene();
    await scene.land(1);
    await scene.report('m1', 1, 'failed');
    await scene.land(2, { ref: SIDE });
    await scene.report('s2', 2, 'failed');
    await scene.land(3, { fixes: [1] });
    await scene.land(3, { fixes: [2], ref: SIDE });
    scene.goTo(10);
    const entries = await scene.report('b3', 3, 'failed');
    expect(entries.flatMap((entry) => (entry.kind === 'stop.fix-failed' ? entry.stop : []))).toEqual([1, 2]);
    expect(await scene.open()).toEqual([1, 2]);
    scene.goTo(11);
    await scene.land(4, { fixes: [1] });
    await scene.land(4, { fixes: [2], ref: SIDE });
    await scene.report('b4', 4, 'passed');
    expect(await scene.open()).toEqual([]);
  });

  it('runs once, and is overdue once', async () => {
    const scene = await cut({ overdueAfterMs: 60_000 });
    await scene.report('b3', 3, 'running');
    scene.goTo(60);
    const entries = await scene.sweep();
    expect(entries.map(({ kind }) => kind)).toEqual(['build.reported', 'stop.opened']);
    for (const { state } of await scene.store.readJobs(MAIN)) expect(state.running).toEqual([]);
  });
});
