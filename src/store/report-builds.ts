// Takes in reports of builds: each is judged by what the one before has left, in one transaction.
import { buildKey, readLastFix, readJob } from '../journal/build-views.ts';
import type { KnownJob } from '../journal/build-views.ts';
import { listArrivals, listPlaces, readPlace } from '../journal/arrivals.ts';
import type { Entry } from '../journal/entry.ts';
import { listView, readView } from '../journal/view-table.ts';
import { findAwaited } from '../line/awaited.ts';
import { kindOfJob } from '../line/build.ts';
import type { BuildReport, BuildRules } from '../line/build.ts';
import { requireLine } from '../line/commands.ts';
import { isSameTrack, MOST_PLACES, NEW_JOB } from '../line/job.ts';
import type { Place } from '../line/job.ts';
import { reportBuild } from '../line/report-build.ts';
import type { LocatedReport } from '../push/store.ts';
import { shortOid } from '../ref/oid.ts';
import { readRepositories, readStopFacts } from './read-views.ts';
import type { TakeContext } from './take-context.ts';

export interface ReportContext extends TakeContext {
  readonly rules: BuildRules;
}

/** Takes in a report. One that says again what is on record already changes nothing. */
export function takeReport({ places, ...given }: LocatedReport, context: ReportContext): readonly Entry[] {
  const { views, now } = context;
  // No build starts in the future: there its clock is ahead.
  const report = { ...given, startedAt: given.startedAt < now ? given.startedAt : now };
  const { line, job, build, status, revision } = report;
  requireLine(line, readRepositories(views));
  const known = readView<{ status: string; revision: string }>(views, 'build', buildKey(line, job, build));
  // A build that has ended is not running again, and one that was given up may still end.
  if (known !== undefined && known.revision === revision) {
    if (known.status === status) return [];
    if (known.status !== 'running' && (status === 'running' || status === 'overdue')) return [];
  }
  const all = places?.map((place) => readPlace(views, line, revision, place) ?? place);
  return takeAt(choosePlaces(all ?? listPlaces(views, line, revision), report, views), report, context);
}

/** Where a report counts: on all refs that the job was ever heard of, else on the one where the revision landed first. */
function choosePlaces(
  all: readonly Place[],
  { line, job, status }: BuildReport,
  views: TakeContext['views'],
): readonly Place[] {
  const known = all.slice(0, MOST_PLACES).filter((place, index) => indexOnTrack(all, place) === index);
  const heard = known.filter((place) => readJob(views, line, job, place).heard !== undefined);
  const places = heard.length > 0 ? heard : known.slice(0, 1);
  // One build runs once, and can be overdue once.
  return status === 'running' ? places.slice(0, 1) : places;
}

/** Where a revision is said to stand on a ref; said twice, it would be on record twice. */
function indexOnTrack(all: readonly Place[], track: Place): number {
  return all.findIndex((place) => isSameTrack(place, track));
}

/** Takes a report in at each of some places; one that fails opens one stop, at the first where it counts. */
function takeAt(
  [first, ...others]: readonly Place[],
  report: BuildReport,
  context: ReportContext,
): readonly Entry[] {
  const { views, rules, now, record } = context;
  const { line, job } = report;
  let counted = false;
  const take = (place: Place | undefined): readonly Entry[] => {
    const [{ flaky, ...reported }, ...effects] = reportBuild(report, {
      rules,
      place,
      counted,
      job: place === undefined ? NEW_JOB : readJob(views, line, job, place),
      lastFix: place === undefined ? undefined : readLastFix(views, line, place),
      now,
      ...readStopFacts(views),
    });
    counted ||= reported.verdict === 'bad';
    // What is long is on record once, and not for each ref.
    const long = flaky === undefined || place !== first ? {} : { flaky };
    return record([{ ...reported, ...long }, ...effects]);
  };
  return [...take(first), ...others.flatMap(take)];
}

const SWEEP = { trigger: 'push', by: 'andon' } as const;

/**
 * Finds the builds of a line that have been running for longer than the admin allows, and those that are expected
 * and have not been heard of for as long; each is to be reported.
 */
export function findOverdue(
  line: BuildReport['line'],
  context: Pick<ReportContext, 'views' | 'rules' | 'now'>,
): readonly LocatedReport[] {
  const { overdueAfterMs } = context.rules;
  if (overdueAfterMs === undefined) return [];
  const limit = Date.parse(context.now) - overdueAfterMs;
  return listView<KnownJob>(context.views, 'job', `${line} `).flatMap((known) => [
    ...findRunning(known, limit),
    ...findUnreported(known, limit, context),
  ]);
}

/** Reports what is overdue. */
export function takeOverdue(line: BuildReport['line'], context: ReportContext): readonly Entry[] {
  return findOverdue(line, context).flatMap((report) => takeReport(report, context));
}

function findRunning(
  { line, job, repository, ref, state }: KnownJob,
  limit: number,
): readonly LocatedReport[] {
  return state.running
    .filter(({ reportedAt }) => Date.parse(reportedAt) <= limit)
    .map(({ build, revision, order, behind, startedAt, url }) => {
      const about = { line, job, build, revision, startedAt, ...(url === undefined ? {} : { url }) };
      // Nobody asks git here: where the revision stands was told when the build began.
      return {
        ...about,
        ...SWEEP,
        places: [{ repository, ref, order, ...(behind === undefined ? {} : { behind }) }],
        status: 'overdue',
      };
    });
}

function findUnreported(
  { line, job, repository, ref, state }: KnownJob,
  limit: number,
  { views, rules, now }: Pick<ReportContext, 'views' | 'rules' | 'now'>,
): readonly LocatedReport[] {
  const { heard } = state;
  if (heard === undefined || kindOfJob(job, rules) !== 'expected') return [];
  const arrivals = listArrivals(views, line, { repository, ref, after: heard.order });
  const awaited = findAwaited(heard, arrivals);
  if (awaited === undefined || Date.parse(awaited.since) > limit) return [];
  const { revision, order } = awaited;
  const about = { line, job, revision, build: `unreported-${shortOid(revision)}`, startedAt: now };
  return [{ ...about, ...SWEEP, places: [{ repository, ref, order }], status: 'unreported' }];
}
