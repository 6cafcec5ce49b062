// The bodies that the server takes, for people, programs and /openapi.json: what does not fit is refused before
// anything looks at it. Output is described where it is made.
import { z } from 'zod';
import { CAUSES } from '../line/stop.ts';
import { MOST_AT_ONCE, SEVERITIES } from '../line/alert.ts';
import { JOB_KINDS, MOST_FLAKY, TRIGGERS } from '../line/build.ts';
import { MOST_PLACES } from '../line/job.ts';
import { ALERT_STATES, TOLD_STATUSES } from '../push/require-report.ts';
import type { LineName } from '../line/line-name.ts';
import type { Oid } from '../ref/oid.ts';
import { isPlain } from '../text/is-plain.ts';
import { NAME } from '../text/name.ts';
import { parseTime } from '../text/parse-time.ts';

/** Text of one line. */
export const words = z.string().trim().min(1).max(1_000).refine(isPlain, 'has control characters in it');
const longWords = z
  .string()
  .max(10_000)
  .refine((text) => text.isWellFormed(), 'has half a character in it');
export const lineName = z
  .string()
  .regex(NAME)
  .transform((text) => text as LineName);
const oid = z
  .string()
  .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
  .transform((text) => text as Oid);
export const repositoryName = z.string().min(1).max(4_096).refine(isPlain, 'has control characters in it');
const refText = z.string().min(1).max(8_192).refine(isPlain, 'has control characters in it');
export const time = z.iso
  .datetime({ offset: true })
  .refine((text) => parseTime(text) !== undefined, 'is not of the years 0001 to 9999 in UTC')
  .transform((text) => new Date(text).toISOString());
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
/** A length of time, of a year at most: what it ends at has to be a time that can be written. */
const lengthMs = z.number().int().min(0).max(31_536_000_000);
export const stopNumber = z.coerce.number().int().min(1).max(999_999_999_999);
const list = <T extends z.ZodType>(item: T, most = 1_000): z.ZodArray<T> => z.array(item).max(most);

/** A part of what has numbers. */
export const pageQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  before: z.coerce.number().int().min(1).exactOptional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
  newest: z.stringbool().default(false),
});
export const stopBody = z.strictObject({
  line: lineName,
  level: z.enum(['stop', 'caution']).default('stop'),
  cause: z.enum(CAUSES).default('person'),
  summary: words,
  url: words.exactOptional(),
  build: words.exactOptional(),
  commit: oid.exactOptional(),
  stopsAt: time.exactOptional(),
  until: time.exactOptional(),
  by: words.exactOptional(),
});
/** Who says nothing beside claims it all the same. */
export const claimBody = z
  .strictObject({ eta: time.exactOptional(), by: words.exactOptional() })
  .nullable()
  .transform((body) => body ?? {});
export const amendBody = z.strictObject({
  summary: words.exactOptional(),
  until: time.exactOptional(),
  by: words.exactOptional(),
});
export const liftBody = z.strictObject({ reason: words, by: words.exactOptional() });
export const resumeBody = z.strictObject({
  reason: words,
  /** Of its stops those alone. */
  seen: list(stopNumber).exactOptional(),
  by: words.exactOptional(),
});
export const registerBody = z.strictObject({
  line: lineName,
  repository: repositoryName,
  by: words.exactOptional(),
});

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

const finding = z.strictObject({
  rule: words,
  severity: z.enum(['warn', 'error', 'evaluated']),
  message: longWords,
  ref: refText.exactOptional(),
  commit: oid.exactOptional(),
});
const receiver = z.strictObject({ host: words, pid: count, startTicks: words.exactOptional() });
const admission = z.strictObject({
  push: words,
  repository: repositoryName,
  pusher: words,
  receiver,
  updates: list(
    z.strictObject({
      ref: refText,
      target: refText.exactOptional(),
      old: oid.nullable(),
      new: oid.nullable(),
      claimedOld: oid.exactOptional(),
      lines: list(lineName).exactOptional(),
      commits: count.exactOptional(),
      subject: longWords.exactOptional(),
      below: list(oid).exactOptional(),
    }),
    100_000,
  ),
  certificate: z
    .strictObject({
      blob: oid,
      status: z.string().max(10),
      nonceStatus: z.string().max(100),
      signer: longWords,
      key: longWords,
      content: z.string().max(1_000_000).exactOptional(),
    })
    .exactOptional(),
  basis: count,
  unavailable: z
    .strictObject({ answer: z.enum(['closed', 'last-known', 'open', 'override']), why: longWords })
    .exactOptional(),
});
const judgement = z.strictObject({
  accept: z.boolean(),
  findings: list(finding, 10_000),
  moreFindings: count.exactOptional(),
  passages: list(
    z.strictObject({
      line: lineName,
      ref: refText,
      way: z.enum(['fix', 'revert', 'override', 'exempt']),
      stops: list(count),
      reason: longWords.exactOptional(),
    }),
  ),
});
export const pushBody = z.strictObject({ admission, judgement, tag: z.string().max(64) });
const settlement = z.strictObject({
  push: words,
  repository: repositoryName,
  via: z.enum(['post-receive', 'reconcile', 'chained-hook', 'correction']),
  results: list(
    z.strictObject({
      ref: refText,
      new: oid.nullable(),
      landing: z.enum(['landed', 'not-landed', 'unclear']),
    }),
    100_000,
  ),
});
export const settlementBody = settlement;
const observations = list(z.strictObject({ ref: refText, value: oid.nullable() }), 1_000_000);
export const reconcileBody = z.strictObject({
  repository: repositoryName,
  dead: list(words, 100_000),
  observations,
  basis: count,
});
export const adoptBody = z.strictObject({ repository: repositoryName, observations });
/** Of a line, as in its configuration. */
const MOST_WINDOWS = 2_000;
const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
export const scheduleBody = z.strictObject({
  repository: repositoryName,
  lines: list(
    z.strictObject({
      name: lineName,
      freezes: list(
        z.strictObject({
          name: words,
          reason: words,
          exempt: list(words),
          windows: list(z.strictObject({ from: moment, until: moment }), MOST_WINDOWS),
        }),
      )
        .refine(
          (freezes) => freezes.reduce((sum, { windows }) => sum + windows.length, 0) <= MOST_WINDOWS,
          `has more than ${MOST_WINDOWS} windows`,
        )
        .exactOptional(),
    }),
  ),
});
export const spoolBody = z.strictObject({
  spooled: list(
    z.strictObject({
      name: words,
      event: z.union([
        z.strictObject({ happenedAt: time, kind: z.literal('settlement'), settlement }),
        z.strictObject({ happenedAt: time, kind: z.literal('admission'), admission, judgement }),
      ]),
    }),
  ),
});
