// A job on one ref of a line, as its builds have left it: the last revision on which it passed, and the builds
// that failed since. Folded from the journal.
import type { Oid } from '../ref/oid.ts';
import type { BuildReport } from './build.ts';

/** One ref of a line: what is good on a release branch says nothing of the others. */
export interface Track {
  readonly repository: string;
  /** As text (formatRefName). */
  readonly ref: string;
}

/** Tells whether two mean the same ref of the same repository. */
export function isSameTrack(a: Track, b: Track): boolean {
  return a.repository === b.repository && a.ref === b.ref;
}

/** Where a revision stands on its ref: `order` grows with each push that lands there. */
export interface Place extends Track {
  readonly order: number;
  /** Of a revision that a push brought below the ref's new value: how many of its commits are above. */
  readonly behind?: number;
}

/** A revision that is on more refs is looked for on the first of them: each is an entry for each report. */
export const MOST_PLACES = 100;

/** Tells which of two places on a ref is the newer one. */
export function comparePlaces(
  a: Pick<Place, 'order' | 'behind'>,
  b: Pick<Place, 'order' | 'behind'>,
): number {
  return a.order - b.order || (b.behind ?? 0) - (a.behind ?? 0);
}

export interface BuildResult {
  readonly build: string;
  readonly revision: Oid;
  readonly order: number;
  readonly behind?: number;
  readonly startedAt: string;
  readonly url?: string;
  /** Nobody has heard of the build: there may be none. */
  readonly unreported?: true;
}

/** A build that is said to run. */
export interface RunningBuild extends BuildResult {
  /** By our clock; that of the CI may be wrong. */
  readonly reportedAt: string;
}

export interface Heard {
  readonly order: number;
  readonly at: string;
}

export interface JobState {
  readonly lastGood?: BuildResult;
  /** Those that count and are newer than the last good one, in the ref's own order. */
  readonly failures: readonly BuildResult[];
  readonly running: readonly RunningBuild[];
  /** The newest place that a build was reported for, and when one was last reported. */
  readonly heard?: Heard;
  /** When a person last lifted a stop of this job, and the number of the entry that says so. */
  readonly lifted?: { readonly at: string; readonly order: number };
}

export const NEW_JOB: JobState = { failures: [], running: [] };

/** What a report comes to. */
export type BuildVerdict = 'good' | 'bad' | 'running' | 'ignored';

/** Of a job that fails for weeks; the first ones are what suspects are told by. */
const MOST_FAILURES = 100;
const MOST_RUNNING = 100;

/** Returns what of a report a job remembers. */
export function resultOf(
  { build, revision, startedAt, url, status }: BuildReport,
  { order, behind }: Pick<Place, 'order' | 'behind'>,
): BuildResult {
  return {
    build,
    revision,
    order,
    ...(behind === undefined ? {} : { behind }),
    startedAt,
    ...(url === undefined ? {} : { url }),
    ...(status === 'unreported' ? { unreported: true } : {}),
  };
}

/** Tells whether two reports are about one build. A CI may use an id again for other code: that is another one. */
export function isSameBuild(
  a: Pick<BuildResult, 'build' | 'revision'>,
  b: Pick<BuildResult, 'build' | 'revision'>,
): boolean {
  return a.build === b.build && a.revision === b.revision;
}

/** Takes in what a report came to, `at` by our clock. */
export function applyResult(
  job: JobState,
  result: BuildResult,
  { verdict, at }: { readonly verdict: BuildVerdict; readonly at: string },
): JobState {
  const others = <Build extends BuildResult>(builds: readonly Build[]): readonly Build[] =>
    builds.filter((each) => !isSameBuild(each, result));
  const [failures, running] = [others(job.failures), others(job.running)];
  switch (verdict) {
    case 'running':
      return { ...job, running: [...running, { ...result, reportedAt: at }].slice(-MOST_RUNNING) };
    case 'ignored':
      return { ...job, running };
    case 'bad':
      return {
        ...job,
        running,
        failures: [...failures, result].sort(compareResults).slice(0, MOST_FAILURES),
      };
    case 'good': {
      const { lastGood } = job;
      return {
        ...job,
        running,
        lastGood: lastGood !== undefined && compareResults(lastGood, result) > 0 ? lastGood : result,
        failures: failures.filter((failure) => compareResults(failure, result) > 0),
      };
    }
  }
}

/**
 * Tells which of two builds speaks of the newer code; of the same code, which started later. Any report is worth
 * more than that there was none.
 */
export function compareResults(a: BuildResult, b: BuildResult): number {
  return (
    comparePlaces(a, b) ||
    Number(b.unreported ?? false) - Number(a.unreported ?? false) ||
    Date.parse(a.startedAt) - Date.parse(b.startedAt)
  );
}
