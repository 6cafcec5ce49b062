// What becomes of pushes that were let in: git moves the ref or does not, and the journal hears of it at once, late,
// or from the ref alone.
import * as fc from 'fast-check';
import { at } from '../build-scene.ts';
import { value } from '../pushes.ts';
import { pick, refOf, TRACKS } from './model.ts';
import type { Model, ModelPush, Track } from './model.ts';
import { land, observe, reconcile } from './pushes.ts';
import { settle } from './push-steps.ts';
import { repo, step } from './step.ts';

const which = fc.nat(3);
const track = fc.constantFrom(...TRACKS);

const listOf = (model: Readonly<Model>, is: (push: ModelPush) => boolean): readonly ModelPush[] =>
  model.pushes.filter((push) => !push.settled && is(push));
const listWaiting = (model: Readonly<Model>): readonly ModelPush[] =>
  listOf(model, (push) => push.alive && refOf(model, push.track).truth === push.old);
const listMoved = (model: Readonly<Model>): readonly ModelPush[] =>
  listOf(model, (push) => push.alive && refOf(model, push.track).truth === push.new);

const move = step(
  'move the ref of a push',
  which,
  async (index, model) => {
    const push = pick(listWaiting(model), index);
    if (push !== undefined) refOf(model, push.track).truth = push.new;
  },
  (_, model) => listWaiting(model).length > 0,
);

const tell = step(
  'settle a push',
  fc.record({ index: which, isAway: fc.boolean() }),
  async ({ index, isAway }, model, real) => {
    const push = pick(listMoved(model), index);
    if (push === undefined) return;
    if (!isAway) return settle(push, { model, real });
    real.spool.push(real.settlement(push, 'landed'));
    push.alive = false;
  },
  (_, model) => listMoved(model).length > 0,
);

const takeIn = step('take in the spool', repo, async (repo, model, real) => {
  const spooled = real.spool.map((settlement) => ({
    name: settlement.push,
    event: { kind: 'settlement' as const, settlement, happenedAt: at(model.now) },
  }));
  for (const { name } of spooled)
    for (const push of listOf(model, ({ id }) => id === name)) land(model, push);
  await real.store(repo).takeIn(spooled);
});

const refuse = step(
  'a hook behind ours refuses a push',
  which,
  async (index, model, real) => {
    const push = pick(listWaiting(model), index);
    if (push === undefined) return;
    push.settled = true;
    await real.store(push.track.repo).settle(real.settlement(push, 'not-landed'));
  },
  (_, model) => listWaiting(model).length > 0,
);

const die = step(
  'kill a push',
  which,
  async (index, model) => {
    const push = pick(
      listOf(model, ({ alive }) => alive),
      index,
    );
    if (push !== undefined) push.alive = false;
  },
  (_, model) => listOf(model, ({ alive }) => alive).length > 0,
);

const drift = step('move a ref past the hooks', track, async (asked, model) => {
  refOf(model, asked).truth = model.revisions += 2;
});

const reconcileDead = step('reconcile', repo, async (repo, model, real) => {
  const dead = reconcile(model, repo);
  const observations = [...new Set(dead.map((push) => push.track))].map((each) => seen(model, each));
  const store = real.store(repo);
  const { seq: basis } = await store.readHead();
  await store.reconcile({ repository: repo, dead: dead.map(({ id }) => id), observations, basis });
});

const look = step('look at a ref', track, async (asked, model, real) => {
  observe(model, asked);
  const store = real.store(asked.repo);
  const { seq: basis } = await store.readHead();
  await store.reconcile({ repository: asked.repo, dead: [], observations: [seen(model, asked)], basis });
});

function seen(
  model: Model,
  track: Track,
): { readonly ref: string; readonly value: ReturnType<typeof value> } {
  return { ref: track.ref, value: value(refOf(model, track).truth) };
}

export const landingSteps = [move, move, tell, tell, takeIn, refuse, die, drift, reconcileDead, look];
