// The model's builds: a failure counts while nothing of the same or newer code has passed.
import { refOf, TRACKS } from './model.ts';
import type { Line, Model, ModelJob, Place, Result, Track } from './model.ts';
import { liftStop, listOpen, openStop } from './stops.ts';

export interface ModelReport {
  readonly line: Line;
  readonly job: string;
  readonly build: string;
  readonly revision: number;
  readonly status: string;
  readonly started: number;
  readonly trigger: string;
}

type Speaking = Pick<Result, 'order' | 'revision' | 'started'>;

/** Of the two revisions of a push, its value is the newer one. */
const isBehind = ({ revision }: Speaking): number => revision % 2;
const isNewerCode = (a: Speaking, b: Speaking): boolean =>
  a.order > b.order || (a.order === b.order && isBehind(a) < isBehind(b));
const isSameCode = (a: Speaking, b: Speaking): boolean => a.order === b.order && isBehind(a) === isBehind(b);
const isNewer = (a: Speaking, b: Speaking): boolean =>
  isNewerCode(a, b) || (isSameCode(a, b) && a.started > b.started);

/** A push brings two revisions: the odd one before its own value. */
export const tipOf = (revision: number): number => revision + (revision % 2);

export const ofJob = (job: string, { repo, ref }: Track): string => `job ${job} ${repo} ${ref}`;

/** Where a revision stands on a line, the first landing first. */
function listPlaces(model: Model, line: Line, revision: number): readonly Place[] {
  return TRACKS.filter(({ lines }) => lines.includes(line))
    .flatMap((track): Place[] => {
      const order = refOf(model, track).landed.get(tipOf(revision));
      return order === undefined ? [] : [{ track, order }];
    })
    .sort((a, b) => a.order - b.order);
}

/** Where a report counts: where its job is known, or where the revision came first. What git is asked for is one place. */
function placesOf(model: Model, { line, job, revision, status }: ModelReport): readonly Place[] {
  const all = listPlaces(model, line, revision);
  const known = all.filter(({ track }) => jobOf(model, `${line} ${ofJob(job, track)}`).heard !== undefined);
  const isOne = revision !== tipOf(revision) || known.length === 0;
  if (isOne) return all.slice(0, 1);
  return status === 'running' ? known.slice(0, 1) : known;
}

/** What landed on a line, the newest last. */
export function listLanded(model: Model, line: Line): readonly number[] {
  const landings = TRACKS.filter(({ lines }) => lines.includes(line)).flatMap((track) => [
    ...refOf(model, track).landed,
  ]);
  return landings.sort(([, a], [, b]) => a - b).map(([revision]) => revision);
}

export const idOf = ({ line, job, build }: ModelReport): string => `${line} ${job} ${build}`;

export function report(model: Model, given: ModelReport, told?: Place): void {
  const said = { ...given, started: Math.min(given.started, model.now) };
  const { revision, status } = said;
  const id = idOf(said);
  const known = model.builds.get(id);
  if (known?.revision === revision) {
    if (known.status === status) return;
    if (known.status !== 'running' && (status === 'running' || status === 'overdue')) return;
  }
  model.builds.set(id, { revision, status });
  const failed: Place[] = [];
  for (const place of told === undefined ? placesOf(model, said) : [told])
    if (takeResult(model, said, { place, isSaid: failed.length > 0 })) failed.push(place);
}

/** Counts as failed what runs for too long. */
export function sweep(model: Model, line: Line): void {
  // Of what is due on two refs for the same revision, one is said: that of the ref that comes first.
  const inOrder = [...model.jobs].toSorted(([a], [b]) => (sortKeyOf(a) < sortKeyOf(b) ? -1 : 1));
  for (const [key, { running }] of inOrder) {
    if (!key.startsWith(`${line} `)) continue;
    const [, , job = ''] = key.split(' ');
    for (const { build, revision, started, reported, place } of running) {
      if (reported > model.now - model.settings.overdueAfter) continue;
      const said = { line, job, build, revision, status: 'overdue', started, trigger: 'push' };
      // Nobody asks git again, but a revision may have landed once more since on the same ref.
      const landed =
        revision === tipOf(revision) ? refOf(model, place.track).landed.get(revision) : undefined;
      report(model, said, { ...place, order: landed ?? place.order });
    }
    sweepUnreported(model, line, key);
  }
}

function sortKeyOf(key: string): string {
  const [line, , job, ...track] = key.split(' ');
  return [line, ...track, job].join(' ');
}

/** Counts as failed what is owed a report for too long. */
function sweepUnreported(model: Model, line: Line, key: string): void {
  const { now, settings } = model;
  const { heard } = jobOf(model, key);
  const track = TRACKS.find((each) => key === `${line} ${ofJob('web', each)}`);
  if (!settings.isExpected || heard === undefined || track === undefined) return;
  const owed = refOf(model, track).arrivals.filter(({ order }) => order > heard.order);
  const [first, last] = [owed[0], owed.at(-1)];
  if (first === undefined || last === undefined) return;
  if (Math.max(first.at, heard.at) > now - settings.overdueAfter) return;
  const { revision, order } = last;
  const said = { line, job: 'web', build: `none of ${revision}`, revision, started: now, trigger: 'push' };
  report(model, { ...said, status: 'unreported' }, { track, order });
}

/** Returns whether it counts as a failure; one that was said of another place opens no stop. */
function takeResult(
  model: Model,
  said: ModelReport,
  { place, isSaid }: { readonly place: Place; readonly isSaid: boolean },
): boolean {
  const { line, build, revision, status, started } = said;
  const { track, order } = place;
  const of = ofJob(said.job, track);
  const job = jobOf(model, `${line} ${of}`);
  const stop = listOpen(model, line).find((each) => each.of === of);
  const { settings } = model;
  if (status !== 'overdue') job.heard = { order: Math.max(order, job.heard?.order ?? 0), at: model.now };
  const isOther = (each: { readonly build: string; readonly revision: number }): boolean =>
    each.build !== build || each.revision !== revision;
  const reported = job.running.find((each) => !isOther(each))?.reported ?? Infinity;
  job.running = job.running.filter(isOther);
  if (said.trigger === 'schedule' || status === 'cancelled') return false;
  if (status === 'running') job.running.push({ build, revision, started, reported: model.now, place });
  if (status === 'running') return false;
  // Any build of a revision says more than that there was none.
  const result = { build, revision, order, started: status === 'unreported' ? -Infinity : started };
  if (status === 'passed') {
    const isRetry = listFailing(job).some(
      (each) =>
        isSameCode(each, result) &&
        (each.build !== build || each.started < started) &&
        each.started > -Infinity,
    );
    if (isRetry && stop !== undefined && !settings.retryResumes) return false;
    job.failures = job.failures.filter(isOther);
    job.passes.push(result);
    if (stop !== undefined && listFailing(job).length === 0 && !settings.dryRun)
      liftStop(model, stop, { by: 'build', at: model.now });
    return false;
  }
  const begun = Math.min(started, reported);
  if (job.passes.some((pass) => !isNewer({ ...result, started: begun }, pass))) return false;
  const { lifted } = job;
  if (lifted !== undefined && order <= lifted.order && begun <= lifted.at) return false;
  const fix = refOf(model, track).fixed.get(line);
  const isFixed = fix !== undefined && (order > fix.order || (order === fix.order && isBehind(result) === 0));
  if (fix !== undefined && !isFixed && begun <= fix.at) return false;
  if (isSaid && stop === undefined) return false;
  job.failures = [...job.failures.filter(isOther), result];
  if (stop === undefined) {
    if (listFailing(job).length >= settings.stopAfter && !settings.dryRun) openStop(model, { line, of });
  } else if (
    status !== 'unreported' &&
    stop.fix?.failed === false &&
    (order > stop.fix.order || (order === stop.fix.order && isBehind(result) === 0))
  ) {
    stop.fix = { ...stop.fix, failed: true };
    model.news.push(['stop.fix-failed', stop]);
  }
  return true;
}

function listFailing({ failures, passes }: ModelJob): readonly Result[] {
  return failures.filter((failure) => passes.every((pass) => isNewer(failure, pass)));
}

function jobOf({ jobs }: Model, key: string): ModelJob {
  const job = jobs.get(key) ?? { passes: [], failures: [], running: [] };
  jobs.set(key, job);
  return job;
}
