// A line under random pushes, builds, people and restarts: whatever the order, what must never happen does not.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { openEntry } from '../../src/journal/chain.ts';
import type { Entry } from '../../src/journal/entry.ts';
import type { Stop } from '../../src/line/stop.ts';
import type { BuildRules, BuildStatus } from '../../src/line/build.ts';
import { rebuildViews } from '../../src/store/rebuild-views.ts';
import { openBuildScene } from '../support/build-scene.ts';
import type { BuildScene } from '../support/build-scene.ts';
import { readAll } from '../support/pushes.ts';

interface Model {
  /** Revisions in the order in which they landed. */
  readonly landed: number[];
  /** Stops that a person opened, and that nobody has lifted. */
  readonly byPeople: Set<number>;
}

type Step = fc.AsyncCommand<Model, BuildScene>;

class Land implements Step {
  readonly fix: boolean;
  constructor(fix: boolean) {
    this.fix = fix;
  }
  check = (): boolean => true;
  async run(model: Model, scene: BuildScene): Promise<void> {
    const revision = model.landed.length + 1;
    await scene.land(revision, this.fix ? { fixes: await scene.open() } : {});
    model.landed.push(revision);
    await holds(model, scene);
  }
  toString = (): string => `land${this.fix ? ' a fix' : ''}`;
}

class Report implements Step {
  readonly asked: {
    readonly job: string;
    readonly revision: number;
    readonly status: BuildStatus;
    readonly ago: number;
    readonly build: number;
  };
  constructor(asked: Report['asked']) {
    this.asked = asked;
  }
  check = ({ landed }: Readonly<Model>): boolean => landed.length > 0;
  async run(model: Model, scene: BuildScene): Promise<void> {
    const { job, status, ago, build } = this.asked;
    const revision = (this.asked.revision % model.landed.length) + 1;
    const { stops } = await scene.status();
    const started = scene.minute() - ago;
    const entries = await scene.report(`${job}-${revision}-${build}`, revision, status, { job, started });
    for (const entry of entries) expectSound(entry, stops);
    expectNothingNew(await scene.report(`${job}-${revision}-${build}`, revision, status, { job, started }));
    await holds(model, scene);
  }
  toString = (): string => `report ${JSON.stringify(this.asked)}`;
}

class Act implements Step {
  readonly what: 'stop' | 'lift' | 'sweep' | 'wait' | 'restart';
  constructor(what: Act['what']) {
    this.what = what;
  }
  check = (): boolean => true;
  async run(model: Model, scene: BuildScene): Promise<void> {
    switch (this.what) {
      case 'stop': {
        const before = await scene.open();
        await scene.stop();
        for (const stop of await scene.open()) if (!before.includes(stop)) model.byPeople.add(stop);
        break;
      }
      case 'lift': {
        const [first] = await scene.open();
        if (first === undefined) return;
        await scene.lift(first);
        model.byPeople.delete(first);
        break;
      }
      case 'sweep':
        await scene.sweep();
        break;
      case 'wait':
        scene.goTo(scene.minute() + 20);
        break;
      case 'restart':
        // What a restart finds is what the journal says.
        rebuildViews(scene.engine);
    }
    await holds(model, scene);
  }
  toString = (): string => this.what;
}

/** The same once more. */
function expectNothingNew(entries: readonly Entry[]): void {
  expect(entries).toEqual([]);
}

/** A robot lifts only what a robot opened. */
function expectSound(entry: Entry, before: readonly Stop[]): void {
  if (entry.kind !== 'stop.lifted') return;
  const stop = before.find(({ number }) => number === entry.stop);
  expect(stop?.failing).toBeDefined();
  expect(entry.build).toBeDefined();
}

async function holds({ byPeople }: Model, scene: BuildScene): Promise<void> {
  const { status, stops } = await scene.status();
  const open = stops.map(({ number }) => number);
  expect(open).toEqual(expect.arrayContaining([...byPeople]));
  expect(status).toBe(open.length === 0 ? 'running' : 'stopped');
  // One stop at most for each job on its ref.
  const robots = stops.flatMap(({ failing }) =>
    failing === undefined ? [] : [`${failing.job} ${failing.ref}`],
  );
  expect(new Set(robots).size).toBe(robots.length);
  // No stop is lost: all that were opened are open or were lifted.
  const entries = (await readAll(scene.store)).map((stored) => openEntry(stored));
  const opened = entries.flatMap((entry) => (entry.kind === 'stop.opened' ? [entry.stop] : []));
  const lifted = entries.flatMap((entry) => (entry.kind === 'stop.lifted' ? [entry.stop] : []));
  expect(opened.filter((stop) => !lifted.includes(stop))).toEqual(open);
  expectNoneStale(entries);
}

/** No build that started before a person lifted its job's stop opens one. */
function expectNoneStale(entries: readonly Entry[]): void {
  const liftedAt = new Map<string, string>();
  const jobs = new Map<number, string>();
  let reported: Extract<Entry, { kind: 'build.reported' }> | undefined;
  for (const entry of entries) {
    if (entry.kind === 'build.reported') reported = entry;
    if (entry.kind === 'stop.opened' && entry.failing !== undefined) {
      jobs.set(entry.stop, entry.failing.job);
      const lift = liftedAt.get(entry.failing.job);
      expect(reported?.build).toBe(entry.build);
      expect(lift === undefined || (reported !== undefined && reported.startedAt > lift)).toBe(true);
    }
    if (entry.kind === 'stop.lifted' && entry.build === undefined)
      liftedAt.set(jobs.get(entry.stop) ?? '', entry.at);
  }
}

const steps = [
  fc.boolean().map((fix) => new Land(fix)),
  fc
    .record({
      job: fc.constantFrom('web', 'unit'),
      revision: fc.nat(5),
      status: fc.constantFrom<BuildStatus>('passed', 'failed', 'failed', 'running', 'error', 'cancelled'),
      ago: fc.constantFrom(0, 1, 30, 90),
      build: fc.nat(3),
    })
    .map((asked) => new Report(asked)),
  fc.constantFrom<Act['what']>('stop', 'lift', 'sweep', 'wait', 'restart').map((what) => new Act(what)),
];

const rules: fc.Arbitrary<Partial<BuildRules>> = fc.record({
  stopAfter: fc.constantFrom(1, 1, 2),
  retryResumes: fc.boolean(),
  overdueAfterMs: fc.constantFrom(30 * 60_000, 600 * 60_000),
});

test('builds, people and restarts in any order keep what must hold', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(rules, fc.commands(steps, { maxCommands: 60, size: 'max' }), async (given, commands) => {
      const real = await openBuildScene(given);
      // Behind the first report that says that it is old.
      real.goTo(100);
      await fc.asyncModelRun(() => ({ model: { landed: [], byPeople: new Set<number>() }, real }), commands);
    }),
    { numRuns: 1500 },
  );
});
