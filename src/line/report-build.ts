// What a report of a build changes: opens a stop for its job, says that a fix failed, or closes the stop that the
// job had opened. Never a stop of anybody else's. Pure; the events are what the journal records.
import { shortOid } from '../ref/oid.ts';
import type { BuildReport, BuildStatus } from './build.ts';
import type { LineEvent } from './event.ts';
import { applyResult, comparePlaces, resultOf } from './job.ts';
import type { BuildResult, BuildVerdict, Place } from './job.ts';
import { judgeBuild } from './judge-build.ts';
import type { BuildFacts } from './judge-build.ts';
import { isOfJob } from './stop.ts';
import type { Stop } from './stop.ts';

export interface ReportFacts extends Omit<BuildFacts, 'stopped'> {
  readonly openStops: readonly Stop[];
  readonly lastStopNumber: number;
}

type Reported = Extract<LineEvent, { kind: 'build.reported' }>;

/** Decides what a report changes; the report itself is always on record. */
export function reportBuild(report: BuildReport, facts: ReportFacts): readonly [Reported, ...LineEvent[]] {
  const { place, rules } = facts;
  const stop = place === undefined ? undefined : facts.openStops.find((each) => isOfJob(each, report, place));
  const { verdict, why } = judgeBuild(report, { ...facts, stopped: stop !== undefined });
  const reported = {
    kind: 'build.reported',
    ...report,
    ...(place === undefined ? {} : { place }),
    verdict,
    ...(why === '' ? {} : { why }),
  } as const;
  const effects = place === undefined ? [] : effectsOf(verdict, report, { ...facts, place, stop });
  const [effect] = effects;
  if (!rules.dryRun || effect === undefined || effect.kind === 'stop.fix-failed')
    return [reported, ...effects];
  return [{ ...reported, would: effect.kind === 'stop.opened' ? 'stop' : 'lift' }];
}

/** What is known of a report whose revision is on the line. */
interface PlacedFacts extends ReportFacts {
  readonly place: Place;
  /** The stop that its job opened there. */
  readonly stop: Stop | undefined;
}

function effectsOf(verdict: BuildVerdict, report: BuildReport, facts: PlacedFacts): readonly LineEvent[] {
  switch (verdict) {
    case 'bad':
      return onBad(report, facts);
    case 'good':
      return onGood(report, facts);
    case 'running':
    case 'ignored':
      return [];
  }
}

function onBad(
  report: BuildReport,
  { place, stop, job, rules, lastStopNumber, now }: PlacedFacts,
): readonly LineEvent[] {
  const { line, by, build, status } = report;
  if (stop !== undefined) {
    // Of a fix that nobody has heard of, nobody knows that it is none.
    const isVerified =
      status !== 'unreported' &&
      stop.fix !== undefined &&
      stop.fix.failed === undefined &&
      comparePlaces(place, stop.fix) >= 0;
    return isVerified ? [{ kind: 'stop.fix-failed', stop: stop.number, line, by, build }] : [];
  }
  const { failures, lastGood } = applyResult(job, resultOf(report, place), { verdict: 'bad', at: now });
  const [first] = failures;
  if (first === undefined || failures.length < rules.stopAfter) return [];
  const { repository, ref } = place;
  return [
    {
      kind: 'stop.opened',
      stop: lastStopNumber + 1,
      line,
      level: 'stop',
      cause: 'build',
      summary: summarize(report, first, failures.length),
      by,
      build,
      ...(report.url === undefined ? {} : { url: report.url }),
      commit: first.revision,
      ...(lastGood === undefined ? {} : { lastGood: lastGood.revision }),
      failing: {
        job: report.job,
        repository,
        ref,
        order: first.order,
        ...(lastGood === undefined ? {} : { goodOrder: lastGood.order }),
      },
    },
  ];
}

const WORDS: Readonly<Partial<Record<BuildStatus, string>>> = {
  overdue: 'is overdue',
  error: 'ended with an error',
  unreported: 'has not reported',
};

function summarize({ job, status }: BuildReport, first: BuildResult, count: number): string {
  const what = WORDS[status] ?? 'failed';
  const times = count > 1 ? `, ${count} builds in a row` : '';
  return `${job} ${what} on ${shortOid(first.revision)}${times}`;
}

function onGood(report: BuildReport, { place, stop, job, now }: PlacedFacts): readonly LineEvent[] {
  if (stop === undefined) return [];
  // Newer code fails: what passes here is not what the line is at.
  const { failures } = applyResult(job, resultOf(report, place), { verdict: 'good', at: now });
  if (failures.length > 0) return [];
  const { line, by, build, revision } = report;
  const reason = `${report.job} passed on ${shortOid(revision)}, build ${build}`;
  return [{ kind: 'stop.lifted', stop: stop.number, line, by, reason, build }];
}
