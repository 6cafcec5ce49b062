// A stop: one open reason why a line does not run. A line has a set of them and runs when it is empty.
import type { Oid } from '../ref/oid.ts';
import type { AlertSubject } from './alert.ts';
import { isSameTrack } from './job.ts';
import type { Place, Track } from './job.ts';
import type { FreezeMark } from './freeze.ts';
import type { LineName } from './line-name.ts';

export const CAUSES = ['person', 'build', 'alert', 'schedule'] as const;
export type Cause = (typeof CAUSES)[number];

/** A caution is shown and does not block, until its time is up. */
export type StopLevel = 'stop' | 'caution';

/** What is said of a stop when it is opened; times are ISO 8601 in UTC. */
export interface StopReason {
  readonly line: LineName;
  readonly level: StopLevel;
  readonly cause: Cause;
  readonly summary: string;
  readonly by: string;
  readonly url?: string;
  readonly build?: string;
  readonly commit?: Oid;
  readonly lastGood?: Oid;
  /** When a caution turns into a stop, if nobody lifts it. */
  readonly stopsAt?: string;
  /** When it is lifted by itself, if nobody does so before. */
  readonly until?: string;
  readonly freeze?: FreezeMark;
  /** Set where a monitor opened it. */
  readonly alert?: { readonly source: string; readonly key: string; readonly resolvedAt?: string };
  /** Set where a build opened it, and so may close it. */
  readonly failing?: FailingJob;
}

/** The job that opened a stop, on the ref where it fails. */
export interface FailingJob extends Place {
  readonly job: string;
  /** Where the last good revision stands; what landed after it, up to `order`, is suspect. */
  readonly goodOrder?: number;
}

/** Tells whether a stop was opened for a job on a ref of a line. */
export function isOfJob(
  { line, failing }: Stop,
  about: { readonly line: LineName; readonly job: string },
  track: Track,
): boolean {
  return line === about.line && failing?.job === about.job && isSameTrack(failing, track);
}

/** Tells whether a stop was opened for what a monitor says of one thing on a line. */
export function isOfAlert({ line, alert }: Stop, about: AlertSubject): boolean {
  return line === about.line && alert?.source === about.source && alert.key === about.key;
}

/** A fix that landed for a stop, and what the builds say of it. */
export interface LandedFix extends Place {
  readonly push: string;
  readonly pusher: string;
  readonly commit: Oid;
  readonly at: string;
  /** Where the build is seen that verifies it. */
  readonly url?: string;
  /** The build that failed on it. */
  readonly failed?: string;
}

/** A stop as it stands now. */
export interface Stop extends StopReason {
  readonly number: number;
  readonly since: string;
  readonly claim?: {
    readonly by: string;
    readonly at: string;
    /** When it was first claimed, where somebody has taken it over since. */
    readonly firstAt?: string;
    readonly eta?: string;
  };
  /** Set once it is on record that the caution turned into a stop; whether it blocks is told by the time. */
  readonly escalatedAt?: string;
  /** The last fix that landed, while the line has not resumed. */
  readonly fix?: LandedFix;
  readonly lifted?: { readonly by: string; readonly at: string; readonly reason: string };
}

/**
 * Tells whether a stop holds the line at `now` (ISO 8601): a caution does once its grace time is over and nobody
 * has claimed it until then.
 */
export function blocks(stop: Stop, now: string): boolean {
  return isOpen(stop, now) && isStopBy(stop, now);
}

/** Tells whether nobody has lifted a stop, and its time is not up. */
export function isOpen(stop: Stop, now: string): boolean {
  return stop.lifted === undefined && !hasEnded(stop, now);
}

/** Tells whether what was opened was a stop by some time, or had turned into one. */
export function isStopBy(stop: Stop, time: string): boolean {
  const { level, stopsAt } = stop;
  return level === 'stop' || (stopsAt !== undefined && stopsAt <= time && !isClaimedInTime(stop));
}

/** Tells whether an open caution turns into a stop if nothing happens, and that has yet to be put on record. */
export function mayEscalate(stop: Stop): boolean {
  const { level, stopsAt, escalatedAt } = stop;
  return level === 'caution' && stopsAt !== undefined && escalatedAt === undefined && !isClaimedInTime(stop);
}

/**
 * Tells whether a caution was claimed before its time was up, so that it turns into no stop. Who takes it over from
 * somebody takes a caution over.
 */
export function isClaimedInTime({ stopsAt = '', claim }: Stop): boolean {
  return claim !== undefined && (claim.firstAt ?? claim.at) <= stopsAt;
}

/** Tells whether the time of a stop is up at `now`, although it may not have been lifted yet. */
export function hasEnded({ until }: Pick<Stop, 'until'>, now: string): boolean {
  return until !== undefined && until <= now;
}
