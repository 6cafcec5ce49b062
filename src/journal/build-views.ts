// What the journal says of builds: jobs as their builds have left them, and what stops have to do with them.
import { applyResult, NEW_JOB, resultOf } from '../line/job.ts';
import type { FixMark } from '../line/judge-build.ts';
import type { JobState, Track } from '../line/job.ts';
import type { LineName } from '../line/line-name.ts';
import { isOfJob } from '../line/stop.ts';
import type { LandedFix, Stop } from '../line/stop.ts';
import type { Entry } from './entry.ts';
import { trackKey } from './arrivals.ts';
import { changeStop, listView, readView } from './view-table.ts';
import type { ViewTable } from './view-table.ts';

type ReportEntry = Extract<Entry, { kind: 'build.reported' }>;

/** A job of a line on one of its refs. */
const jobKey = (line: LineName, job: string, track: Track): string =>
  `${trackKey(line, track)} ${encodeURIComponent(job)}`;

export const buildKey = (line: LineName, job: string, build: string): string =>
  `${line} ${encodeURIComponent(job)} ${encodeURIComponent(build)}`;

/** A job as a list of them shows it. */
export interface KnownJob extends Track {
  readonly line: LineName;
  readonly job: string;
  readonly state: JobState;
}

export function readJob(views: Pick<ViewTable, 'get'>, line: LineName, job: string, track: Track): JobState {
  return readView<KnownJob>(views, 'job', jobKey(line, job, track))?.state ?? NEW_JOB;
}

/** Folds a report: what the job's builds come to, and what it tells of open stops. */
export function foldReport(entry: ReportEntry, views: ViewTable): void {
  const { line, job, build, place, verdict } = entry;
  const { kind: _kind, place: _place, ...report } = entry;
  views.put(
    'build',
    buildKey(line, job, build),
    JSON.stringify({ status: entry.status, revision: entry.revision }),
  );
  if (place === undefined) return;
  const known = readJob(views, line, job, place);
  const state = applyResult(known, resultOf(report, place), { verdict, at: entry.at });
  const heard = { order: Math.max(place.order, known.heard?.order ?? 0), at: entry.at };
  putJob(views, {
    line,
    job,
    repository: place.repository,
    ref: place.ref,
    // That a build is overdue is what we say, and not what its CI does.
    state: entry.status === 'overdue' ? state : { ...state, heard },
  });
  if (verdict === 'ignored') return;
  for (const stop of openStops(views, line)) {
    const { failing, fix } = stop;
    // Any build speaks of a fix for what no build has found.
    const isAsked = failing === undefined || isOfJob(stop, entry, place);
    if (isAsked && fix?.commit === entry.revision && entry.url !== undefined)
      changeStop(views, stop.number, { fix: { ...fix, url: entry.url } });
    if (failing === undefined || !isAsked) continue;
    // Late reports say more exactly where it began.
    if (verdict === 'bad' && place.order < failing.order)
      changeStop(views, stop.number, {
        commit: entry.revision,
        failing: { ...failing, order: place.order },
      });
    if (verdict === 'good' && place.order < failing.order && place.order > (failing.goodOrder ?? 0))
      changeStop(views, stop.number, {
        lastGood: entry.revision,
        failing: { ...failing, goodOrder: place.order },
      });
  }
}

/** Folds the end of a stop: once a person has lifted it, what failed before counts no more. */
export function foldLift(
  entry: Extract<Entry, { kind: 'stop.lifted' }>,
  views: ViewTable,
  stop: Stop | undefined,
): void {
  if (entry.build !== undefined || entry.alert !== undefined || stop?.failing === undefined) return;
  const { job, repository, ref } = stop.failing;
  const state = readJob(views, entry.line, job, { repository, ref });
  putJob(views, {
    line: entry.line,
    job,
    repository,
    ref,
    // What was built between the end of a stop and the entry that says so is news.
    state: { ...state, failures: [], lifted: { at: entry.effectiveAt ?? entry.at, order: entry.seq } },
  });
}

/** Folds a fix that landed. */
export function foldFix(views: ViewTable, line: LineName, stops: readonly number[], fix: LandedFix): void {
  const { order, at } = fix;
  views.put('track', trackKey(line, fix), JSON.stringify({ fix: { order, at } }));
  for (const stop of openStops(views, line))
    if (stops.includes(stop.number)) changeStop(views, stop.number, { fix });
}

/** Reads where and when a fix last landed on a ref. */
export function readLastFix(
  views: Pick<ViewTable, 'get'>,
  line: LineName,
  track: Track,
): FixMark | undefined {
  return readView<{ fix?: FixMark }>(views, 'track', trackKey(line, track))?.fix;
}

function openStops(views: ViewTable, line: LineName): readonly Stop[] {
  return listView<Stop>(views, 'open-stop').filter((stop) => stop.line === line);
}

function putJob(views: ViewTable, known: KnownJob): void {
  views.put('job', jobKey(known.line, known.job, known), JSON.stringify(known));
}
