// Pushes: each asks to be let in, and brings two revisions. What becomes of it may be another step.
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { pick, refOf, TRACKS } from './model.ts';
import type { Model, ModelPush, Track } from './model.ts';
import { admit, land } from './pushes.ts';
import type { ModelAdmission, Pusher } from './pushes.ts';
import { step } from './step.ts';
import type { Sides } from './step.ts';
import { listOpen } from './stops.ts';

const asks = fc.record({
  track: fc.constantFrom(TRACKS[0], ...TRACKS),
  pusher: fc.constantFrom<Pusher>('dana', 'dana', 'dana', 'boss', 'bot', 'releaser'),
  /** The stop that the commit names, by its place among those that are open. */
  fix: fc.option(fc.nat(7), { nil: undefined }),
});
type Asks = typeof asks extends fc.Arbitrary<infer T> ? T : never;

/** A revision that a ref of the line has had. */
interface Known {
  readonly revision: number;
  readonly isRewind: boolean;
}

async function ask(
  { track, pusher, fix }: Asks,
  known: Known | undefined,
  sides: Sides,
): Promise<ModelPush | undefined> {
  const { model, real } = sides;
  const { truth } = refOf(model, track);
  const open = listOpen(model).filter(({ line }) => track.lines.includes(line));
  const named = fix === undefined ? undefined : pick(open, fix)?.number;
  const asked: ModelAdmission = {
    id: `p${real.entries.length}`,
    track,
    new: known?.revision ?? (model.revisions += 2),
    pusher,
    isRewind: known?.isRewind ?? false,
    fixes: named === undefined ? [] : [named],
  };
  const isIn = admit(model, asked);
  expect(await real.admit(asked, truth)).toBe(isIn);
  return isIn ? model.pushes.at(-1) : undefined;
}

/** Pushes, and all goes well unless it is refused. */
export async function push(asked: Asks, sides: Sides, known?: Known): Promise<ModelPush | undefined> {
  const pushed = await ask(asked, known, sides);
  if (pushed === undefined) return undefined;
  refOf(sides.model, pushed.track).truth = pushed.new;
  await settle(pushed, sides);
  return pushed;
}

/** The process that moved the ref says so. */
export async function settle(push: ModelPush, { model, real }: Sides): Promise<void> {
  land(model, push);
  await real.store(push.track.repo).settle(real.settlement(push, 'landed'));
}

async function kill({ track, pusher }: Asks, { model, real }: Sides): Promise<void> {
  const asked = { id: 'killed', track, new: model.revisions + 2, pusher, isRewind: false, fixes: [] };
  await expect(real.admit(asked, refOf(model, track).truth, true)).rejects.toThrow('killed');
}

/** A revision that a ref has had, or that another ref of its lines is at, and that no push is about to bring. */
function findKnown(model: Readonly<Model>, track: Track, isRewind: boolean): Known | undefined {
  const { truth, landed } = refOf(model, track);
  const others = TRACKS.filter(
    (each) => each !== track && each.lines.some((line) => track.lines.includes(line)),
  );
  const known = isRewind ? [...landed.keys()] : others.map((each) => refOf(model, each).truth);
  const open = model.pushes.filter((each) => !each.settled).map((push) => push.new);
  const revision = known.findLast((each) => each !== 0 && each !== truth && !open.includes(each));
  return revision === undefined ? undefined : { revision, isRewind };
}

export const pushes = step('push', asks, async (asked, model, real) => push(asked, { model, real }));

const begin = step('begin a push', asks, async (asked, model, real) =>
  ask(asked, undefined, { model, real }),
);

const rewind = step(
  'rewind',
  asks,
  async (asked, model, real) => push(asked, { model, real }, findKnown(model, asked.track, true)),
  ({ track }, model) => findKnown(model, track, true) !== undefined,
);

/** As a release branch is cut, or merged. */
const branch = step(
  'push what is on another ref',
  asks,
  async (asked, model, real) => push(asked, { model, real }, findKnown(model, asked.track, false)),
  ({ track }, model) => findKnown(model, track, false) !== undefined,
);

const crash = step('kill a push that is judged', asks, async (asked, model, real) =>
  kill(asked, { model, real }),
);

export const pushSteps = [begin, begin, rewind, branch, crash];
