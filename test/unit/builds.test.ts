// What builds do to a line: a table of stories, each a trap that others fell into or a rule of the issue.
import { describe, expect, it } from 'vitest';
import { findSuspects } from '../../src/push/find-suspects.ts';
import { at, openBuildScene } from '../support/build-scene.ts';
import type { BuildScene } from '../support/build-scene.ts';
import { MAIN, oid } from '../support/gate.ts';
import { REF, REPOSITORY } from '../support/pushes.ts';

/** Three revisions on the ref; the job passed on the first. */
async function threeLanded(rules: Parameters<typeof openBuildScene>[0] = {}): Promise<BuildScene> {
  const scene = await openBuildScene(rules);
  await scene.land(1);
  await scene.report('b1', 1, 'passed');
  await scene.land(2);
  await scene.land(3);
  scene.goTo(10);
  return scene;
}

const why = async (told: Promise<readonly unknown[]>): Promise<string | undefined> =>
  ((await told)[0] as { why?: string }).why;

describe('a build that fails', () => {
  it('stops the line, with the failing revision, the last good one and the suspects', async () => {
    const scene = await threeLanded();
    await scene.report('b3', 3, 'failed', { url: 'https://ci/3' });
    const { status, stops } = await scene.status();
    expect(status).toBe('stopped');
    expect(stops).toMatchObject([
      {
        cause: 'build',
        by: 'ci',
        build: 'b3',
        url: 'https://ci/3',
        summary: `web failed on ${oid(3).slice(0, 7)}`,
        commit: oid(3),
        lastGood: oid(1),
      },
    ]);
    const { suspects, sinceKnown } = await findSuspects(1, scene.store);
    expect(suspects.map(({ pusher, subject }) => [pusher, subject])).toEqual([
      ['by2', 'r2'],
      ['by3', 'r3'],
    ]);
    expect(sinceKnown).toBe(true);
  });

  it('is told more exactly by late reports: the first failing revision, the last good one', async () => {
    const scene = await threeLanded();
    await scene.report('b3', 3, 'failed');
    await scene.report('b2', 2, 'failed');
    expect((await scene.status()).stops).toMatchObject([{ commit: oid(2), lastGood: oid(1) }]);
    expect((await findSuspects(1, scene.store)).suspects).toMatchObject([{ new: oid(2) }]);
    const other = await threeLanded();
    await other.report('b3', 3, 'failed');
    await other.report('b2', 2, 'passed');
    await other.report('b1b', 1, 'passed');
    expect((await other.status()).stops).toMatchObject([{ commit: oid(3), lastGood: oid(2) }]);
    expect((await findSuspects(1, other.store)).suspects).toMatchObject([{ new: oid(3) }]);
  });

  it('blames one push alone where no good revision is known, and says so', async () => {
    const scene = await openBuildScene();
    await scene.land(1);
    await scene.land(2);
    await scene.report('b2', 2, 'failed');
    expect(await findSuspects(1, scene.store)).toMatchObject({
      suspects: [{ new: oid(2) }],
      sinceKnown: false,
    });
  });

  it('stops only after as many failures in a row as the admin says', async () => {
    const scene = await threeLanded({ stopAfter: 2 });
    await scene.report('b2', 2, 'failed');
    await scene.report('b2', 2, 'failed');
    expect(await scene.open()).toEqual([]);
    await scene.report('b2b', 2, 'passed');
    await scene.report('b3', 3, 'failed');
    expect(await scene.open()).toEqual([]);
    await scene.report('b3b', 3, 'error');
    expect((await scene.status()).stops).toMatchObject([
      { summary: `web ended with an error on ${oid(3).slice(0, 7)}, 2 builds in a row`, commit: oid(3) },
    ]);
  });

  it('opens one stop for a job, and one for each job', async () => {
    const scene = await threeLanded();
    await scene.report('b2', 2, 'failed');
    await scene.report('b3', 3, 'failed');
    await scene.report('u3', 3, 'failed', { job: 'unit' });
    expect(await scene.open()).toEqual([1, 2]);
    await scene.land(4);
    await scene.report('b4', 4, 'passed');
    expect(await scene.open()).toEqual([2]);
  });

  it.each<[string, (scene: BuildScene) => Promise<string | undefined>, string, object?]>([
    [
      'on no ref of the line',
      async (s) => why(s.report('x', 9, 'failed')),
      'the revision is not on the line',
    ],
    [
      'of an informative job',
      async (s) => why(s.report('x', 3, 'failed', { job: 'docs' })),
      'the job is informative',
      { jobs: [{ pattern: 'web*', kind: 'required' }] },
    ],
    [
      'that a schedule started',
      async (s) => why(s.report('x', 3, 'failed', { trigger: 'schedule' })),
      'builds started by schedule are ignored',
      { ignoreTriggers: ['schedule'] },
    ],
    [
      'by tests in quarantine',
      async (s) => why(s.report('x', 3, 'failed', { flaky: ['login 1', 'login 2'] })),
      'all tests that failed are in quarantine',
      { quarantine: [{ test: 'login *', until: at(60) }] },
    ],
    ['that was cancelled', async (s) => why(s.report('x', 3, 'cancelled')), 'a cancelled build says nothing'],
    [
      'on a revision older than one that passed',
      async (s) => {
        await s.report('b3', 3, 'passed');
        return why(s.report('x', 2, 'failed', { started: 11 }));
      },
      'a newer revision has passed',
    ],
    [
      'on a revision that passed later',
      async (s) => {
        await s.report('b3', 3, 'passed', { started: 12 });
        return why(s.report('x', 3, 'failed', { started: 11 }));
      },
      'a later build of this revision has passed',
    ],
    [
      'that started before a person lifted the stop',
      async (s) => {
        await s.report('b3', 3, 'failed');
        s.goTo(20);
        await s.lift(1);
        s.goTo(30);
        return why(s.report('x', 3, 'failed', { started: 20 }));
      },
      'it started before a person lifted the stop',
    ],
    [
      'that started before a fix landed',
      async (s) => {
        await s.report('b3', 3, 'failed');
        s.goTo(20);
        await s.land(4, { fixes: [1] });
        await s.lift(1);
        return why(s.report('x', 3, 'failed', { started: 19, job: 'unit' }));
      },
      'it started before a fix landed',
    ],
  ])('opens nothing %s', async (_, tell, said, rules = {}) => {
    const scene = await threeLanded(rules);
    expect(await tell(scene)).toBe(said);
    expect(await scene.open()).toEqual([]);
  });

  it('counts again once the quarantine is over, and where another test failed too', async () => {
    const rules = { quarantine: [{ test: 'login', until: at(60) }] };
    const scene = await threeLanded(rules);
    await scene.report('x', 2, 'failed', { flaky: ['login', 'logout'] });
    expect(await scene.open()).toEqual([1]);
    const later = await threeLanded(rules);
    later.goTo(60);
    await later.report('x', 3, 'failed', { flaky: ['login'] });
    expect(await later.open()).toEqual([1]);
  });

  it('stops again what a person resumed, once it is built anew', async () => {
    const scene = await threeLanded();
    await scene.report('b3', 3, 'failed');
    scene.goTo(20);
    await scene.lift(1);
    scene.goTo(22);
    await scene.report('b3b', 3, 'failed', { started: 21 });
    expect(await scene.open()).toEqual([2]);
  });

  it('counts once the stop of its job had its time, whenever that was put on record', async () => {
    const scene = await threeLanded();
    await scene.report('b3', 3, 'failed');
    await scene.store.command({ kind: 'amend', stop: 1, by: 'dana', until: at(20) });
    scene.goTo(60);
    await scene.report('b3b', 3, 'failed', { started: 20 });
    expect(await scene.open()).toEqual([]);
    await scene.report('b3c', 3, 'failed', { started: 21 });
    expect(await scene.open()).toEqual([2]);
  });

  it('counts from nothing once a person has lifted the stop', async () => {
    const scene = await threeLanded({ stopAfter: 2 });
    await scene.report('b2', 2, 'failed');
    await scene.report('b3', 3, 'failed');
    scene.goTo(20);
    await scene.lift(1);
    scene.goTo(22);
    await scene.report('b3b', 3, 'failed', { started: 21 });
    expect(await scene.open()).toEqual([]);
    await scene.report('b3c', 3, 'failed', { started: 22 });
    expect(await scene.open()).toEqual([2]);
  });

  it('counts although it started before a build closed the stop', async () => {
    const scene = await threeLanded();
    await scene.report('b3', 3, 'failed');
    await scene.land(4);
    await scene.land(5);
    scene.goTo(20);
    await scene.report('b4', 4, 'passed', { started: 11 });
    await scene.report('b5', 5, 'failed', { started: 12 });
    expect(await scene.open()).toEqual([2]);
  });

  it('is on record only where builds are on trial', async () => {
    const scene = await threeLanded({ dryRun: true });
    expect(await scene.report('b3', 3, 'failed')).toMatchObject([{ kind: 'build.reported', would: 'stop' }]);
    expect(await scene.open()).toEqual([]);
  });
});

describe('a build that passes', () => {
  it('closes the stop of its job on newer code, and no stop of anybody else', async () => {
    const scene = await threeLanded();
    await scene.report('b3', 3, 'failed');
    await scene.stop();
    await scene.land(4, { fixes: [1] });
    expect((await scene.status()).stops[0]?.fix).toMatchObject({ commit: oid(4), pusher: 'by4' });
    await scene.report('b4', 4, 'running', { url: 'https://ci/4' });
    expect((await scene.status()).stops[0]?.fix).toMatchObject({ url: 'https://ci/4' });
    await scene.report('b4', 4, 'passed');
    expect(await scene.open()).toEqual([2]);
    expect(await scene.store.readStop(1)).toMatchObject({
      lifted: { by: 'ci', reason: `web passed on ${oid(4).slice(0, 7)}, build b4` },
    });
  });

  it('closes nothing on older code, nor while newer code fails', async () => {
    const scene = await threeLanded();
    await scene.report('b3', 3, 'failed');
    await scene.report('b2', 2, 'passed');
    expect(await scene.open()).toEqual([1]);
    await scene.land(4);
    await scene.land(5);
    await scene.report('b5', 5, 'failed');
    await scene.report('b4', 4, 'passed');
    expect(await scene.open()).toEqual([1]);
    await scene.land(6);
    await scene.report('b6', 6, 'passed');
    expect(await scene.open()).toEqual([]);
  });

  it('closes nothing on the code that failed, unless the admin says so', async () => {
    const scene = await threeLanded();
    await scene.report('b3', 3, 'failed');
    expect(await why(scene.report('b3b', 3, 'passed', { started: 12 }))).toContain('a person has to resume');
    expect(await scene.open()).toEqual([1]);
    const lax = await threeLanded({ retryResumes: true });
    await lax.report('b3', 3, 'failed');
    await lax.report('b3a', 3, 'passed', { started: 9 });
    expect(await lax.open()).toEqual([1]);
    await lax.report('b3b', 3, 'passed', { started: 12 });
    expect(await lax.open()).toEqual([]);
  });

  it('says nothing of another ref of the line', async () => {
    const scene = await threeLanded();
    await scene.report('b3', 3, 'failed');
    await scene.land(7, { ref: 'refs/heads/release/1' });
    await scene.report('b7', 7, 'passed');
    expect(await scene.open()).toEqual([1]);
  });
});

describe('a fix', () => {
  it('is said to be none when its build fails', async () => {
    const scene = await threeLanded();
    await scene.report('b3', 3, 'failed');
    await scene.land(4, { fixes: [1] });
    scene.goTo(20);
    await scene.report('b4', 4, 'failed');
    expect((await scene.status()).stops).toMatchObject([{ fix: { failed: 'b4' } }]);
    expect(await scene.report('b4b', 4, 'failed')).toHaveLength(1);
    await scene.land(5, { fixes: [1] });
    expect((await scene.status()).stops[0]?.fix).toMatchObject({ commit: oid(5) });
    expect((await scene.status()).stops[0]?.fix).not.toHaveProperty('failed');
  });
});

describe('a fix that landed', () => {
  it('is not judged by a build of older code', async () => {
    const scene = await threeLanded();
    await scene.report('b3', 3, 'failed');
    await scene.land(4, { fixes: [1] });
    scene.goTo(20);
    expect(await scene.report('b3b', 3, 'failed')).toHaveLength(1);
    expect((await scene.status()).stops[0]?.fix).not.toHaveProperty('failed');
  });
});

describe('a build that runs for too long', () => {
  it('counts as failed, and closes its stop when it passes after all', async () => {
    const scene = await threeLanded({ overdueAfterMs: 30 * 60_000 });
    await scene.report('b3', 3, 'running');
    scene.goTo(39);
    expect(await scene.sweep()).toEqual([]);
    scene.goTo(40);
    expect(await scene.sweep()).toMatchObject([
      { kind: 'build.reported', status: 'overdue', build: 'b3' },
      { kind: 'stop.opened', summary: `web is overdue on ${oid(3).slice(0, 7)}`, by: 'andon' },
    ]);
    expect(await scene.sweep()).toEqual([]);
    await scene.report('b3', 3, 'passed', { started: 10 });
    expect(await scene.open()).toEqual([]);
  });

  it('counts where it was built, be it of a revision that a push brought below its own', async () => {
    const scene = await threeLanded({ overdueAfterMs: 30 * 60_000 });
    const [top] = await scene.store.readPlaces(MAIN, oid(3));
    const within = { repository: REPOSITORY, ref: REF, order: top?.order ?? 0 };
    await scene.report('b9', 9, 'running', { places: [{ ...within, behind: 1 }] });
    scene.goTo(40);
    await scene.sweep();
    expect((await scene.status()).stops).toMatchObject([{ commit: oid(9), failing: within }]);
  });

  it('is noticed by the next report', async () => {
    const scene = await threeLanded({ overdueAfterMs: 60_000 });
    await scene.report('b3', 3, 'running');
    scene.goTo(20);
    expect(await scene.report('u', 3, 'passed', { job: 'unit' })).toMatchObject([
      { status: 'passed' },
      { status: 'overdue' },
      { kind: 'stop.opened' },
    ]);
  });
});

describe('a report', () => {
  it('that comes again changes nothing, and a build that has ended runs no more', async () => {
    const scene = await threeLanded();
    expect(await scene.report('b3', 3, 'failed')).toHaveLength(2);
    expect(await scene.report('b3', 3, 'failed')).toEqual([]);
    expect(await scene.report('b3', 3, 'running')).toEqual([]);
    expect((await scene.store.readJobs(MAIN))[0]?.state.running).toEqual([]);
  });

  it('of a line that is not there is refused', async () => {
    const scene = await threeLanded();
    await expect(scene.report('x', 3, 'failed', { line: 'mian' as never })).rejects.toThrow(
      'There is no line "mian"',
    );
  });
});
