// What the hooks of git hosts say of pushes, refs and calendars.
import { z } from 'zod';
import { words, longWords, lineName, oid, repositoryName, refText, time, count, list } from './values.ts';

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
