// The model's calendar: what has its time by now, as one repository's configuration sees it.
import type { Model, ModelFreeze, ModelStop, Repo } from './model.ts';
import { hasEnded, liftStop, listOpen, openStop } from './stops.ts';

const nameOf = ({ line, name }: ModelFreeze): string => `${line} ${name}`;
const keyOf = (freeze: ModelFreeze): string => `${nameOf(freeze)} ${freeze.from}-${freeze.until}`;
const ofFreeze = ({ name, from, until }: ModelFreeze, repo: Repo): string =>
  `freeze ${name} ${from}-${until} ${repo}`;

/** Returns the open stops that the calendar would lift now, each with when it ended. */
export function listOver(model: Model, repo: Repo): ReadonlyMap<ModelStop, number> {
  const freezes = model.settings.freezes[repo];
  const over = new Map<ModelStop, number>();
  for (const stop of listOpen(model)) {
    if (hasEnded(model, stop)) over.set(stop, stop.until ?? NaN);
    else if (isWithdrawn(model, stop, repo, freezes)) over.set(stop, model.now);
  }
  return over;
}

/** A freeze that is no longer written down, while its window lasts. */
function isWithdrawn({ now }: Model, stop: ModelStop, repo: Repo, freezes: readonly ModelFreeze[]): boolean {
  const [, from = NaN, until = NaN] = /^freeze \S+ (-?\d+)-(\d+) /.exec(stop.of)?.map(Number) ?? [];
  if (!stop.of.endsWith(` ${repo}`) || !(from <= now && now < until)) return false;
  return !freezes.some((freeze) => freeze.line === stop.line && ofFreeze(freeze, repo) === stop.of);
}

/** In the very minute in which a caution becomes a stop it may still be claimed. */
function escalate(model: Model, stop: ModelStop): void {
  const { turnsAt, claims, until = Infinity, isEscalated = false } = stop;
  if (turnsAt === undefined || turnsAt >= model.now || until <= turnsAt || isEscalated) return;
  if (claims.some(({ at }) => at <= turnsAt)) return;
  stop.isEscalated = true;
  model.news.push(['stop.escalated', stop]);
}

/** Tells of cautions that are none any more, lifts what is over, and opens the windows that hold; what began and ended unseen is put on record. */
export function tick(model: Model, repo: Repo): void {
  const { now, frozen, frozenUpTo } = model;
  const freezes = model.settings.freezes[repo];
  const due = freezes
    .filter(({ from }) => from <= now)
    .filter((freeze) => {
      if (now < freeze.until) return !frozen.has(keyOf(freeze));
      // The lines are known since minute 0.
      return freeze.from >= 0 && freeze.from > (frozenUpTo.get(nameOf(freeze)) ?? -Infinity);
    });
  for (const stop of listOpen(model)) escalate(model, stop);
  for (const [stop, at] of listOver(model, repo)) {
    liftStop(model, stop, { by: 'calendar', at });
    const freeze = /^freeze (\S+ \S+) /.exec(stop.of)?.[1];
    if (freeze !== undefined && at < (stop.until ?? NaN)) frozen.delete(`${stop.line} ${freeze}`);
  }
  for (const freeze of due) {
    const { line, from, until } = freeze;
    const stop = openStop(model, { line, of: ofFreeze(freeze, repo), since: from, until });
    frozen.add(keyOf(freeze));
    frozenUpTo.set(nameOf(freeze), Math.max(from, frozenUpTo.get(nameOf(freeze)) ?? -Infinity));
    if (until <= now) liftStop(model, stop, { by: 'calendar', at: until });
  }
}
