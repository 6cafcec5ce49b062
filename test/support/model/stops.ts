// The model's stops: a list of all there ever were. The status of a line is read off the list.
import type { Line, Model, ModelStop } from './model.ts';

type NewStop = Pick<ModelStop, 'line' | 'of'> & Partial<ModelStop>;

export function openStop(model: Model, stop: NewStop): ModelStop {
  const opened = {
    since: model.now,
    turnsAt: undefined,
    until: undefined,
    summary: 'broken',
    claims: [],
    ...stop,
  };
  model.stops.push(opened);
  model.news.push([opened.turnsAt === undefined ? 'stop.opened' : 'caution.opened', opened]);
  return opened;
}

export function liftStop(model: Model, stop: ModelStop, by: NonNullable<ModelStop['lifted']>): void {
  stop.lifted = by;
  model.news.push(['stop.lifted', stop]);
  // What failed before counts no more, unless it was a build that said so.
  const job = by.by === 'build' || by.by === 'alert' ? undefined : model.jobs.get(`${stop.line} ${stop.of}`);
  if (job === undefined) return;
  job.failures = [];
  job.lifted = { at: by.at, order: model.landings };
}

/** Those that nobody has lifted, although the time of some may be up. */
export function listOpen(model: Model, line?: Line): readonly ModelStop[] {
  return model.stops.filter((stop) => stop.lifted === undefined && (line ?? stop.line) === stop.line);
}

export function hasEnded({ now }: Model, { until = Infinity }: ModelStop): boolean {
  return until <= now;
}

/** A stop blocks, unless it is over or is a caution that is young or that somebody claimed in time. */
export function isBlocking(model: Model, stop: ModelStop): boolean {
  const { turnsAt = -Infinity, claims } = stop;
  if (stop.lifted !== undefined || hasEnded(model, stop)) return false;
  return turnsAt <= model.now && !claims.some(({ at }) => at <= turnsAt);
}

export interface ModelStatus {
  readonly status: 'running' | 'cautioned' | 'stopped';
  readonly since: number | undefined;
  readonly stops: readonly (number | undefined)[];
}

export function statusOf(model: Model, line: Line): ModelStatus {
  const open = listOpen(model, line).filter((stop) => !hasEnded(model, stop));
  const blocking = open.filter((stop) => isBlocking(model, stop));
  const stops = open.map(({ number }) => number).sort((a, b) => (a ?? 0) - (b ?? 0));
  const first = (times: readonly number[]): number => Math.min(...times);
  if (blocking.length > 0) {
    const since = first(blocking.map(({ turnsAt, since: opened }) => turnsAt ?? opened));
    return { status: 'stopped', since, stops };
  }
  if (open.length > 0) return { status: 'cautioned', since: first(open.map(({ since }) => since)), stops };
  return { status: 'running', since: undefined, stops };
}
