// Makes reports out of what a CI and a monitor say, on the command line or from a program: the same for both.
import { SEVERITIES } from '../line/alert.ts';
import type { AlertReport } from '../line/alert.ts';
import { MOST_FLAKY, TRIGGERS } from '../line/build.ts';
import type { BuildReport } from '../line/build.ts';
import { requireLineName } from '../line/line-name.ts';
import {
  requireKnown,
  requireList,
  requireOid,
  requireOneOf,
  requireTime,
  requireWords,
} from './require-value.ts';

/** How a build can be said to be. */
export const TOLD_STATUSES = ['passed', 'failed', 'error', 'cancelled', 'running'] as const;
export const ALERT_STATES = ['firing', 'resolved'] as const;

/** A build as it was given: nothing of it is checked. */
export interface GivenBuild {
  readonly line: string;
  readonly job: string;
  readonly build: string;
  readonly revision: string;
  readonly status: string;
  readonly started: string;
  readonly finished?: string | undefined;
  readonly url?: string | undefined;
  readonly trigger?: string | undefined;
  readonly flaky?: readonly string[] | undefined;
}

/** An alert as it was given. */
export interface GivenAlert {
  readonly line: string;
  readonly source: string;
  readonly key: string;
  readonly severity: string;
  readonly state: string;
  readonly summary: string;
  readonly url?: string | undefined;
}

const BUILD_FIELDS: readonly (keyof GivenBuild)[] = [
  'line', 'job', 'build', 'revision', 'status', 'started', 'finished', 'url', 'trigger', 'flaky',
]; // prettier-ignore
const ALERT_FIELDS: readonly (keyof GivenAlert)[] = [
  'line', 'source', 'key', 'severity', 'state', 'summary', 'url',
]; // prettier-ignore

/** @throws {AndonError} `value-invalid` */
export function requireBuild(given: GivenBuild, by: string): BuildReport {
  requireKnown(given, BUILD_FIELDS);
  const { url, finished, trigger = 'push', flaky = [] } = given;
  return {
    line: requireLineName(requireWords('line', given.line)),
    job: requireWords('job', given.job),
    build: requireWords('build', given.build),
    revision: requireOid(given.revision),
    status: requireOneOf('status', given.status, TOLD_STATUSES),
    startedAt: requireTime(given.started),
    ...(finished === undefined ? {} : { finishedAt: requireTime(finished) }),
    ...(url === undefined ? {} : { url: requireWords('url', url) }),
    trigger: requireOneOf('trigger', trigger, TRIGGERS),
    ...(flaky.length === 0 ? {} : { flaky: requireList('flaky', flaky, MOST_FLAKY) }),
    by,
  };
}

/** @throws {AndonError} `value-invalid` */
export function requireAlert(given: GivenAlert, by: string): AlertReport {
  requireKnown(given, ALERT_FIELDS);
  const { url } = given;
  return {
    line: requireLineName(requireWords('line', given.line)),
    source: requireWords('source', given.source),
    key: requireWords('key', given.key),
    severity: requireOneOf('severity', given.severity, SEVERITIES),
    state: requireOneOf('state', given.state, ALERT_STATES),
    summary: requireWords('summary', given.summary),
    ...(url === undefined ? {} : { url: requireWords('url', url) }),
    by,
  };
}
