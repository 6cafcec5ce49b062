// The model's pushes: a ref is where it is, and the journal hears of it sooner or later.
import { tick } from './calendar.ts';
import { refOf } from './model.ts';
import type { Line, Model, ModelPush, ModelRef, ModelStop, Repo, Track } from './model.ts';
import { isBlocking, listOpen } from './stops.ts';

/** `boss` overrides, `bot` is exempt, `releaser` is exempt from the freeze `release`. */
export type Pusher = 'dana' | 'boss' | 'bot' | 'releaser';

export interface ModelAdmission {
  readonly id: string;
  readonly track: Track;
  readonly new: number;
  readonly pusher: Pusher;
  readonly isRewind: boolean;
  /** The numbers of the stops that the commit names. */
  readonly fixes: readonly number[];
}

/** Asks to be let in; returns whether it was. */
export function admit(model: Model, asked: ModelAdmission): boolean {
  const { id, track, pusher } = asked;
  const ref = refOf(model, track);
  observe(model, track);
  tick(model, track.repo);
  const ways = new Map(track.lines.map((line) => [line, judge(model, line, asked)]));
  if ([...ways.values()].includes(undefined)) return false;
  const passed = [...ways].filter(([, way]) => way?.loud !== undefined);
  const loudest = passed.find(([, way]) => way?.loud === 'push.override') ?? passed[0];
  if (loudest !== undefined) model.news.push(`${loudest[1]?.loud} ${asked.pusher}`);
  const fixes = new Map(track.lines.map((line) => [line, ways.get(line)?.fixes ?? []]));
  model.pushes.push({
    id,
    track,
    pusher,
    old: ref.truth,
    new: asked.new,
    fixes,
    alive: true,
    settled: false,
  });
  ref.recorded ??= ref.truth;
  return true;
}

interface Way {
  readonly fixes?: readonly ModelStop[];
  readonly loud?: 'push.override' | 'push.exempt';
}

/** How a push gets into a line; undefined where it does not. */
function judge(model: Model, line: Line, { pusher, fixes, isRewind }: ModelAdmission): Way | undefined {
  const blocking = listOpen(model, line).filter((stop) => isBlocking(model, stop));
  if (blocking.length === 0) return {};
  if (pusher === 'bot') return { loud: 'push.exempt' };
  if (pusher === 'boss') return { loud: 'push.override' };
  const rest = blocking.filter(({ of }) => pusher !== 'releaser' || !of.startsWith('freeze release '));
  const loud = rest.length < blocking.length ? { loud: 'push.exempt' as const } : {};
  if (rest.length === 0) return loud;
  const fixed = rest.filter(({ number = 0 }) => fixes.includes(number));
  const isFix = fixed.length > 0 && !isRewind && !rest.some(({ of }) => of.startsWith('freeze '));
  return isFix ? { ...loud, fixes: fixed } : undefined;
}

/** What the journal learns when somebody looks at a ref. */
export function observe(model: Model, track: Track): void {
  const ref = refOf(model, track);
  const { truth, recorded } = ref;
  if (recorded === undefined || recorded === truth) return;
  const mover = model.pushes.find((push) => push.track === track && !push.settled && push.new === truth);
  if (mover !== undefined) return land(model, mover);
  model.news.push(`ref.drifted ${track.ref}`);
  ref.recorded = truth;
  // It is on the line if what was there was.
  if (ref.landed.has(recorded)) arrive(model, ref, truth);
}

function arrive(model: Model, ref: ModelRef, revision: number): number {
  const order = ++model.landings;
  ref.landed.set(revision, order);
  ref.arrivals.push({ revision, order, at: model.now });
  return order;
}

/** The journal hears that a push has landed. */
export function land(model: Model, push: ModelPush): void {
  if (push.settled) return;
  const ref = refOf(model, push.track);
  push.settled = true;
  ref.recorded = push.new;
  const order = arrive(model, ref, push.new);
  model.news.push(`push.landed ${push.pusher}`);
  for (const [line, stops] of push.fixes) {
    if (stops.length > 0) ref.fixed.set(line, { order, at: model.now });
    for (const stop of stops) if (stop.lifted === undefined) stop.fix = { order, failed: false };
  }
}

/** Looks at the refs of pushes whose process is gone: what has not landed has not. */
export function reconcile(model: Model, repo: Repo): readonly ModelPush[] {
  const dead = model.pushes.filter((push) => push.track.repo === repo && !push.alive && !push.settled);
  for (const track of new Set(dead.map((push) => push.track))) observe(model, track);
  for (const push of dead) push.settled = true;
  return dead;
}
