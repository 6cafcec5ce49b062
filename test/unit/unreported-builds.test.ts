// Revisions whose build nobody has heard of: shown, and after a while counted as failed.
import { describe, expect, it } from 'vitest';
import type { BuildRules } from '../../src/line/build.ts';
import { findAllAwaited } from '../../src/push/find-awaited.ts';
import { openBuildScene } from '../support/build-scene.ts';
import type { BuildScene } from '../support/build-scene.ts';
import { MAIN, oid } from '../support/gate.ts';

const EXPECTED: Partial<BuildRules> = {
  jobs: [
    { pattern: 'web', kind: 'expected' },
    { pattern: '*', kind: 'required' },
  ],
  overdueAfterMs: 30 * 60_000,
};
const short = (revision: number): string => oid(revision).slice(0, 7);

/** Revision 1 landed at minute 0 and passed at minute 5; 2 lands at minute 10. */
async function silentSince10(rules: Partial<BuildRules> = {}): Promise<BuildScene> {
  const scene = await openBuildScene({ ...EXPECTED, ...rules });
  await scene.land(1);
  scene.goTo(5);
  await scene.report('b1', 1, 'passed');
  scene.goTo(10);
  await scene.land(2);
  return scene;
}

describe('a revision that no build is reported of', () => {
  it('counts as failed once nothing was heard for overdueAfter', async () => {
    const scene = await silentSince10();
    scene.goTo(39);
    expect(await scene.sweep()).toEqual([]);
    scene.goTo(40);
    expect(await scene.sweep()).toMatchObject([
      { kind: 'build.reported', status: 'unreported', revision: oid(2), verdict: 'bad' },
      {
        kind: 'stop.opened',
        summary: `web has not reported on ${short(2)}`,
        commit: oid(2),
        lastGood: oid(1),
      },
    ]);
    scene.goTo(100);
    expect(await scene.sweep()).toEqual([]);
  });

  it('resumes the line when its build passes after all, whatever the clock of the CI says', async () => {
    for (const started of [9, 11, 60]) {
      const scene = await silentSince10();
      scene.goTo(40);
      await scene.sweep();
      scene.goTo(60);
      await scene.report('b2', 2, 'passed', { started });
      expect(await scene.open()).toEqual([]);
    }
  });

  it('keeps the line stopped when its build fails after all', async () => {
    const scene = await silentSince10();
    scene.goTo(40);
    await scene.sweep();
    await scene.report('b2', 2, 'failed', { started: 11 });
    await scene.report('b2again', 2, 'passed', { started: 45 });
    expect(await scene.open()).toEqual([1]);
  });

  it('is no longer awaited once a newer one was reported', async () => {
    const scene = await silentSince10();
    scene.goTo(12);
    await scene.land(3);
    scene.goTo(30);
    await scene.report('b3', 3, 'running');
    scene.goTo(59);
    expect(await scene.sweep()).toEqual([]);
  });

  it('is not awaited again when a late build of older code is reported', async () => {
    const scene = await silentSince10();
    await scene.report('b2', 2, 'passed');
    await scene.report('b1again', 1, 'passed');
    scene.goTo(300);
    expect(await scene.sweep()).toEqual([]);
  });

  it('waits for as long as builds of older code are reported', async () => {
    const scene = await silentSince10();
    scene.goTo(35);
    await scene.report('b1again', 1, 'passed');
    scene.goTo(64);
    expect(await scene.sweep()).toEqual([]);
    scene.goTo(65);
    expect(await scene.sweep()).toMatchObject([{ status: 'unreported' }, { kind: 'stop.opened' }]);
  });

  it('is a suspect along with all others that nobody has heard of', async () => {
    const scene = await silentSince10();
    await scene.land(3);
    scene.goTo(40);
    await scene.sweep();
    const [stop] = (await scene.status()).stops;
    expect(stop).toMatchObject({ commit: oid(3), lastGood: oid(1) });
  });

  it('does not stop the line again once a person has lifted the stop', async () => {
    const scene = await silentSince10();
    scene.goTo(40);
    await scene.sweep();
    await scene.lift(1);
    scene.goTo(300);
    expect(await scene.sweep()).toEqual([]);
  });

  it('says nothing of a fix: nobody knows that it is none', async () => {
    const scene = await silentSince10();
    await scene.report('b2', 2, 'failed');
    scene.goTo(20);
    await scene.land(3, { fixes: [1] });
    scene.goTo(50);
    expect(await scene.sweep()).toMatchObject([{ status: 'unreported', revision: oid(3), verdict: 'bad' }]);
    expect((await scene.status()).stops[0]?.fix).not.toHaveProperty('failed');
  });

  it('is awaited on the ref where it landed, and on no other', async () => {
    const scene = await silentSince10();
    await scene.report('b2', 2, 'passed');
    scene.goTo(15);
    await scene.land(2, { ref: 'refs/heads/release' });
    await scene.land(4, { ref: 'refs/heads/release' });
    scene.goTo(200);
    // No build of that branch was ever reported: its CI may not build it.
    expect(await scene.sweep()).toEqual([]);
    await scene.report('r4', 4, 'passed');
    await scene.land(5, { ref: 'refs/heads/release' });
    scene.goTo(230);
    expect(await scene.sweep()).toMatchObject([
      { place: { ref: 'refs/heads/release' } },
      { kind: 'stop.opened', failing: { ref: 'refs/heads/release' } },
    ]);
  });

  it('of a job that is required only, or without overdueAfter, stops nothing', async () => {
    const { overdueAfterMs: _limit, ...endless } = EXPECTED;
    for (const rules of [{ ...EXPECTED, jobs: [{ pattern: '*', kind: 'required' }] } as const, endless]) {
      const scene = await openBuildScene(rules);
      await scene.land(1);
      await scene.report('b1', 1, 'passed');
      await scene.land(2);
      scene.goTo(1000);
      expect(await scene.sweep()).toEqual([]);
    }
  });
});

describe('findAllAwaited()', () => {
  it('tells what jobs have not been heard of, and since when', async () => {
    const scene = await silentSince10();
    const { store } = scene;
    await scene.report('u', 2, 'passed', { job: 'unit' });
    const found = await findAllAwaited(MAIN, store);
    expect(found).toMatchObject([
      { job: 'web', awaited: { revision: oid(2), since: '2026-03-02T14:10:00.000Z' } },
    ]);
    await scene.report('b2', 2, 'running');
    expect(await findAllAwaited(MAIN, store)).toEqual([]);
  });
});
