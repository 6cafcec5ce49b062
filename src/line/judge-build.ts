// Whether a build says something of the line: the rules that keep an old, a foreign or a flaky build from stopping
// it, each with its reason, because people ask. Pure.
import { isOneOf } from '../text/is-one-of.ts';
import { kindOfJob } from './build.ts';
import type { BuildReport, BuildRules } from './build.ts';
import { comparePlaces, isSameBuild } from './job.ts';
import type { BuildResult, BuildVerdict, JobState, Place } from './job.ts';
import type { LandedFix } from './stop.ts';

/** Where a fix stands on its ref, and when it landed. */
export type FixMark = Pick<LandedFix, 'order' | 'at'>;

/** What is known when a build is judged. */
export interface BuildFacts {
  readonly rules: BuildRules;
  /** Where its revision stands; undefined for one that is not on the line. */
  readonly place: Place | undefined;
  readonly job: JobState;
  /** Whether a stop of this job is open. */
  readonly stopped: boolean;
  /** Whether the report has counted as a failure at another place of its revision. */
  readonly counted: boolean;
  /** The fix that last landed on the ref. */
  readonly lastFix: FixMark | undefined;
  /** ISO 8601. */
  readonly now: string;
}

export interface JudgedBuild {
  readonly verdict: BuildVerdict;
  /** Why it is ignored; empty where it is not. */
  readonly why: string;
}

/** Judges a report. */
export function judgeBuild(report: BuildReport, facts: BuildFacts): JudgedBuild {
  const { rules, place } = facts;
  if (place === undefined) return ignored('the revision is not on the line');
  if (kindOfJob(report.job, rules) === 'informative') return ignored('the job is informative');
  if (rules.ignoreTriggers.includes(report.trigger))
    return ignored(`builds started by ${report.trigger} are ignored`);
  switch (report.status) {
    case 'running':
      return { verdict: 'running', why: '' };
    case 'cancelled':
      return ignored('a cancelled build says nothing');
    case 'passed':
      return judgePassed(report, facts, place);
    case 'failed':
    case 'error':
    case 'overdue':
    case 'unreported':
      return judgeFailed(report, facts, place);
  }
}

function judgePassed(report: BuildReport, { rules, job, stopped }: BuildFacts, place: Place): JudgedBuild {
  const failed = job.failures.some(
    (failure) =>
      comparePlaces(failure, place) === 0 && failure.unreported === undefined && isOther(failure, report),
  );
  // Whether the code is flaky or something beside it was mended, the code is what it was.
  if (failed && stopped && !rules.retryResumes)
    return ignored('the job failed on this very revision, and a person has to resume');
  return { verdict: 'good', why: '' };
}

/** Some CI systems run a build again under its id; without a new start it is its result that was put right. */
function isOther(failure: BuildResult, { build, startedAt }: BuildReport): boolean {
  return failure.build !== build || Date.parse(failure.startedAt) < Date.parse(startedAt);
}

function judgeFailed(
  report: BuildReport,
  { rules, job, stopped, counted, lastFix, now }: BuildFacts,
  place: Place,
): JudgedBuild {
  // What was said to run had begun, whatever the clock of the CI says.
  const known = job.running.find((each) => isSameBuild(each, report));
  const started = Math.min(Date.parse(report.startedAt), Date.parse(known?.reportedAt ?? now));
  const { flaky = [] } = report;
  const isQuarantined = (test: string): boolean =>
    rules.quarantine.some((each) => isOneOf(test, [each.test]) && Date.parse(now) < Date.parse(each.until));
  if (flaky.length > 0 && flaky.every(isQuarantined))
    return ignored('all tests that failed are in quarantine');
  const { lastGood, lifted } = job;
  const toGood = lastGood === undefined ? 1 : comparePlaces(place, lastGood);
  if (toGood < 0) return ignored('a newer revision has passed');
  if (toGood === 0 && started <= Date.parse(lastGood?.startedAt ?? ''))
    return ignored('a later build of this revision has passed');
  // What landed after something was built after it.
  const isBefore = (mark: { readonly at: string; readonly order: number }): boolean =>
    comparePlaces(place, mark) < 0 && started <= Date.parse(mark.at);
  if (lifted !== undefined && isBefore(lifted)) return ignored('it started before a person lifted the stop');
  if (lastFix !== undefined && isBefore(lastFix)) return ignored('it started before a fix landed');
  if (counted && !stopped) return ignored('it counts on another ref that the revision is on');
  return { verdict: 'bad', why: '' };
}

function ignored(why: string): JudgedBuild {
  return { verdict: 'ignored', why };
}
