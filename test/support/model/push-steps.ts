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

async function ask(
  { track, pusher, fix }: Asks,
  back: number | undefined,
  sides: Sides,
): Promise<ModelPush | undefined> {
  const { model, real } = sides;
  const { truth } = refOf(model, track);
  const open = listOpen(model).filter(({ line }) => track.lines.includes(line));
  const named = fix === undefined ? undefined : pick(open, fix)?.number;
  const asked: ModelAdmission = {
    id: `p${real.entries.length}`,
    track,
    new: back ?? (model.revisions += 2),
    pusher,
    isRewind: back !== undefined,
    fixes: named === undefined ? [] : [named],
  };
  const isIn = admit(model, asked);
  expect(await real.admit(asked, truth)).toBe(isIn);
  return isIn ? model.pushes.at(-1) : undefined;
}

/** Pushes, and all goes well unless it is refused. */
export async function push(asked: Asks, sides: Sides, back?: number): Promise<ModelPush | undefined> {
  const pushed = await ask(asked, back, sides);
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

/** A revision that a ref has had, and that no push is about to bring. */
function findBack(model: Readonly<Model>, track: Track): number | undefined {
  const { truth, landed } = refOf(model, track);
  const open = model.pushes.filter((each) => each.track === track && !each.settled);
  return [...landed.keys()].findLast((each) => each !== truth && !open.some((push) => push.new === each));
}

export const pushes = step('push', asks, async (asked, model, real) => push(asked, { model, real }));

const begin = step('begin a push', asks, async (asked, model, real) =>
  ask(asked, undefined, { model, real }),
);

const rewind = step(
  'rewind',
  asks,
  async (asked, model, real) => push(asked, { model, real }, findBack(model, asked.track)),
  ({ track }, model) => findBack(model, track) !== undefined,
);

const crash = step('kill a push that is judged', asks, async (asked, model, real) =>
  kill(asked, { model, real }),
);

export const pushSteps = [begin, begin, rewind, crash];
