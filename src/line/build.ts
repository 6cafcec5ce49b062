// What a CI system says of a build, and what the admin says of builds. Reports are late, come out of order and
// come twice: none of that is an error.
import type { Oid } from '../ref/oid.ts';
import { isOneOf } from '../text/is-one-of.ts';
import type { LineName } from './line-name.ts';

/** `overdue`: it has been running for longer than the admin allows. `unreported`: nobody has heard of any. */
export type BuildStatus = 'running' | 'passed' | 'failed' | 'error' | 'cancelled' | 'overdue' | 'unreported';

/** Required jobs stop the line when they fail, expected ones also where nothing is heard of them. */
export const JOB_KINDS = ['expected', 'required', 'informative'] as const;
export type JobKind = (typeof JOB_KINDS)[number];

export const TRIGGERS = ['push', 'schedule', 'manual'] as const;

/** What had the build started. */
export type Trigger = (typeof TRIGGERS)[number];

/** One report; times are ISO 8601 in UTC. */
export interface BuildReport {
  readonly line: LineName;
  readonly job: string;
  /** The id of the build, one of a kind among the builds of its job. */
  readonly build: string;
  readonly revision: Oid;
  readonly status: BuildStatus;
  readonly startedAt: string;
  readonly finishedAt?: string;
  readonly url?: string;
  readonly trigger: Trigger;
  /** The tests that failed, where all that did are known to be flaky. */
  readonly flaky?: readonly string[];
  /** Who reports. */
  readonly by: string;
}

/** Where more tests than these failed, it is no longer they that are flaky. */
export const MOST_FLAKY = 100;

/** A flaky test that stops no line for a while; `test` is a name in which `*` stands for any text. */
export interface Quarantine {
  readonly test: string;
  /** ISO 8601. */
  readonly until: string;
  readonly reason?: string;
}

export interface BuildRules {
  /** Names of jobs with `*` for any text, the first that fits counts; a job that none fits is informative. */
  readonly jobs: readonly { readonly pattern: string; readonly kind: JobKind }[];
  /** How many builds of a job have to fail, one after the other. */
  readonly stopAfter: number;
  readonly ignoreTriggers: readonly Trigger[];
  /** A build that runs longer counts as failed, and so does one that is expected and not heard of for longer. */
  readonly overdueAfterMs?: number;
  readonly quarantine: readonly Quarantine[];
  /** Whether a job that passes on the very revision on which it failed resumes the line. */
  readonly retryResumes: boolean;
  /** Whether what would be done is on record only. */
  readonly dryRun: boolean;
}

/** What holds where the admin says nothing of builds. */
export const BUILD_RULES: BuildRules = {
  jobs: [{ pattern: '*', kind: 'required' }],
  stopAfter: 1,
  ignoreTriggers: [],
  quarantine: [],
  retryResumes: false,
  dryRun: false,
};

/** Returns what the admin says of a job. */
export function kindOfJob(job: string, { jobs }: Pick<BuildRules, 'jobs'>): JobKind {
  return jobs.find(({ pattern }) => isOneOf(job, [pattern]))?.kind ?? 'informative';
}
