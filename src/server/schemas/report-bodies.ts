// What a CI and monitors say.
import { z } from 'zod';
import { MOST_AT_ONCE, SEVERITIES } from '../../line/alert.ts';
import { JOB_KINDS, MOST_FLAKY, TRIGGERS } from '../../line/build.ts';
import { MOST_PLACES } from '../../line/job.ts';
import { ALERT_STATES, TOLD_STATUSES } from '../../push/require-report.ts';
import { words, lineName, oid, repositoryName, refText, time, count, lengthMs, list } from './values.ts';

const place = z.strictObject({
  repository: repositoryName,
  ref: refText,
  order: count,
  behind: count.exactOptional(),
});
const buildRules = z.strictObject({
  jobs: list(z.strictObject({ pattern: words, kind: z.enum(JOB_KINDS) })),
  stopAfter: z.number().int().min(1).max(1_000),
  ignoreTriggers: list(z.enum(TRIGGERS)),
  overdueAfterMs: lengthMs.exactOptional(),
  quarantine: list(z.strictObject({ test: words, until: words, reason: words.exactOptional() })),
  retryResumes: z.boolean(),
  dryRun: z.boolean(),
});
export const buildBody = z.strictObject({
  line: lineName,
  job: words,
  build: words,
  revision: oid,
  status: z.enum(TOLD_STATUSES),
  startedAt: time,
  finishedAt: time.exactOptional(),
  url: words.exactOptional(),
  trigger: z.enum(TRIGGERS).default('push'),
  flaky: list(words, MOST_FLAKY).exactOptional(),
  by: words.exactOptional(),
  places: list(place, MOST_PLACES).exactOptional(),
  /** Those of the repository that reports, where the server has none for the line. */
  rules: buildRules.exactOptional(),
});
export const sweepBody = z.strictObject({ line: lineName, rules: buildRules.exactOptional() });

const alertRules = z.strictObject({
  effects: z.record(z.enum(SEVERITIES), z.enum(['stop', 'caution', 'note'])),
  graceMs: lengthMs,
  autoResume: z.boolean(),
});
export const alertsBody = z.strictObject({
  alerts: list(
    z.strictObject({
      line: lineName,
      source: words,
      key: words,
      severity: z.enum(SEVERITIES),
      state: z.enum(ALERT_STATES),
      summary: words,
      url: words.exactOptional(),
      anew: z.literal(true).exactOptional(),
      by: words.exactOptional(),
    }),
    MOST_AT_ONCE,
  ),
  rules: z.record(lineName, alertRules).exactOptional(),
});
