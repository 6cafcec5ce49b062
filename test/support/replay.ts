// Thirty days of a team that pushes, breaks, mends and reruns, told by chance and held against the truth, which the
// line cannot see: how long it was stopped, how long for nothing, and how long it ran broken.
import type { BuildRules } from '../../src/line/build.ts';
import type { Engine } from '../../src/store/engine.ts';
import { openBuildScene } from './build-scene.ts';
import type { BuildScene } from './build-scene.ts';
import { startRandom } from './random.ts';
import type { Random } from './random.ts';

const DAYS = 30;
const MINUTES = DAYS * 24 * 60;
const JOBS: readonly [Job, ...Job[]] = [
  { job: 'unit', takes: 5 },
  { job: 'web', takes: 14 },
];
/** Of pushes, and of builds. */
const BREAKS = 0.03;
const FLAKES = 0.015;
const FIX_WORKS = 0.9;

export interface Replayed {
  readonly pushes: number;
  readonly builds: number;
  readonly stops: number;
  /** Shares of all time. */
  readonly stopped: number;
  readonly stoppedForNothing: number;
  readonly runningBroken: number;
}

interface Job {
  readonly job: string;
  readonly takes: number;
}

interface World {
  readonly scene: BuildScene;
  readonly random: Random;
  readonly due: { readonly at: number; readonly run: () => Promise<void> }[];
  /** By revision, the jobs that truly fail on it. */
  readonly broken: ReadonlySet<string>[];
  readonly counts: { pushes: number; builds: number };
  waiting: number;
}

/** Replays a month under rules; the same seed is the same month as far as people let it be. */
export async function replayMonth(
  rules: Partial<BuildRules>,
  seed: number,
  engine: Engine,
): Promise<Replayed> {
  const scene = await openBuildScene(rules, engine);
  const world: World = {
    scene,
    random: startRandom(seed),
    due: [],
    broken: [new Set()],
    counts: { pushes: 0, builds: 0 },
    waiting: 0,
  };
  const minutes = { stopped: 0, stoppedForNothing: 0, runningBroken: 0 };
  for (let now = 0; now < MINUTES; now++) {
    scene.goTo(now);
    if (world.random.chance(1 / 25)) world.waiting += 1;
    for (let next = takeDue(world, now); next !== undefined; next = takeDue(world, now)) await next.run();
    const isStopped = (await scene.open()).length > 0;
    // Whoever was held up pushes once the line runs.
    if (!isStopped && world.waiting > 0) {
      world.waiting -= 1;
      await push(world, world.random.chance(BREAKS) ? [world.random.pick(JOBS).job] : []);
    }
    const isBroken = (world.broken.at(-1)?.size ?? 0) > 0;
    if (isStopped) minutes.stopped += 1;
    if (isStopped && !isBroken) minutes.stoppedForNothing += 1;
    if (!isStopped && isBroken) minutes.runningBroken += 1;
  }
  const stops = await countStops(scene);
  const share = (count: number): number => count / MINUTES;
  return {
    ...world.counts,
    stops,
    stopped: share(minutes.stopped),
    stoppedForNothing: share(minutes.stoppedForNothing),
    runningBroken: share(minutes.runningBroken),
  };
}

function takeDue({ due }: World, now: number): World['due'][number] | undefined {
  const index = due.findIndex(({ at }) => at <= now);
  return index === -1 ? undefined : due.splice(index, 1)[0];
}

async function push(world: World, breaks: readonly string[], fixes: readonly number[] = []): Promise<void> {
  const before = world.broken.at(-1) ?? new Set();
  const mended = fixes.length > 0 && world.random.chance(FIX_WORKS);
  world.broken.push(new Set([...(mended ? [] : before), ...breaks]));
  const revision = world.broken.length - 1;
  world.counts.pushes += 1;
  await world.scene.land(revision, { fixes });
  for (const { job } of JOBS) await build(world, job, revision);
}

async function build(world: World, job: string, revision: number): Promise<void> {
  const { scene, random, due } = world;
  const queued = random.below(4);
  const takes = (JOBS.find((each) => each.job === job)?.takes ?? 5) + random.below(6);
  const started = scene.minute() + queued;
  const id = `${job}-${++world.counts.builds}`;
  const flaked = random.chance(FLAKES);
  const fails = flaked || world.broken[revision]?.has(job) === true;
  // Half of the flakes are of a test that is known for it.
  const flaky =
    flaked && random.chance(0.5) && world.broken[revision]?.has(job) !== true ? { flaky: ['login'] } : {};
  due.push({
    at: started,
    run: async () => void (await scene.report(id, revision, 'running', { job, started })),
  });
  due.push({
    at: started + takes,
    run: async () => {
      const before = await scene.open();
      await scene.report(id, revision, fails ? 'failed' : 'passed', { job, started, ...flaky });
      for (const stop of await scene.open()) if (!before.includes(stop)) lookInto(world, stop, job);
    },
  });
}

/** Somebody looks, and mends what is broken, or builds again what is not and resumes. */
function lookInto(world: World, stop: number, job: string): void {
  const { scene, random, due } = world;
  due.push({
    at: scene.minute() + 5 + random.below(20),
    run: async () => {
      if (!(await scene.open()).includes(stop)) return;
      const revision = world.broken.length - 1;
      if (world.broken[revision]?.has(job) === true) {
        await push(world, [], await scene.open());
        lookAgain(world, stop, job);
      } else {
        await build(world, job, revision);
        due.push({
          at: scene.minute() + 25,
          run: async () => {
            if ((await scene.open()).includes(stop)) await scene.lift(stop);
          },
        });
      }
    },
  });
}

/** A fix that is none needs another. */
function lookAgain(world: World, stop: number, job: string): void {
  world.due.push({ at: world.scene.minute() + 30, run: async () => lookInto(world, stop, job) });
}

async function countStops({ store }: BuildScene): Promise<number> {
  let stops = 0;
  for await (const { body } of store.readEntries({})) if (body.includes('"kind":"stop.opened"')) stops += 1;
  return stops;
}
