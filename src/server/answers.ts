// What routes answer, for /openapi.json and for the tests that hold real answers against it. Answers may have more in
// them than is said here, and whoever reads one has to leave alone what it does not know.
import { z } from 'zod';
import { CAUSES } from '../line/stop.ts';
import { oidText as oid } from './schemas/values.ts';

const text = z.string();
const count = z.int();
const time = z.iso.datetime().describe('In UTC');

const head = z.looseObject({ seq: count, hash: text }).describe('Where the journal ends');
const entry = z.looseObject({ seq: count, at: time, kind: text }).describe('An entry of the journal');
const stored = z
  .looseObject({ seq: count, body: text, hash: text })
  .describe('An entry as canonical JSON, and the hash of it and all before it');
const done = z.looseObject({}).describe('It is done');
const written = z.looseObject({ entries: z.array(entry) }).describe('What it has put on record');
const place = z.looseObject({ repository: text, ref: text, order: count, behind: count.optional() });
const act = z.looseObject({ by: text, at: time });
const stop = z.looseObject({
  number: count,
  line: text,
  level: z.enum(['stop', 'caution']),
  cause: z.enum(CAUSES),
  summary: text,
  by: text,
  since: time,
  url: text.optional(),
  build: text.optional(),
  commit: oid.optional(),
  stopsAt: time.optional().describe('When a caution turns into a stop'),
  until: time.optional().describe('When it is lifted by itself'),
  claim: act.extend({ eta: time.optional() }).optional(),
  fix: z.looseObject({ push: text, pusher: text, commit: oid, at: time }).optional(),
  lifted: act.extend({ reason: text }).optional(),
});
const line = z.looseObject({
  line: text,
  status: z.enum(['running', 'cautioned', 'stopped']),
  since: time.optional(),
  stops: z.array(stop).describe('Those that are open, oldest first'),
  repositories: z.array(text),
});
const lines = z.looseObject({ head, now: time, tag: text, lines: z.array(line) });
const arrival = place.extend({ old: oid.nullable(), new: oid.nullable(), at: time, push: text.optional() });
const status = z.looseObject({ status: z.literal('ok') });
const admitted = z.discriminatedUnion('kind', [
  z.looseObject({ kind: z.literal('judged'), seq: count }),
  z.looseObject({ kind: z.literal('look-again'), basis: count }),
  z.looseObject({ kind: z.literal('judge-again'), lines }),
]);

/** By method and path; a text stands for an answer that is no JSON, and is its media type. */
export const ANSWERS: Readonly<Record<string, z.ZodType | string>> = {
  'GET /healthz': status,
  'GET /readyz': status,
  'GET /metrics': 'text/plain',
  'GET /v1/lines': lines,
  'GET /v1/lines/:line': line,
  'POST /v1/lines': written,
  'GET /v1/lines/:line/jobs': z.looseObject({
    jobs: z.array(z.looseObject({ line: text, job: text, repository: text, ref: text })),
  }),
  'GET /v1/lines/:line/waiting': z.looseObject({ waiting: z.array(text) }),
  'GET /v1/lines/:line/places/:revision': z.looseObject({ places: z.array(place) }),
  'GET /v1/lines/:line/arrivals': z.looseObject({ arrivals: z.array(arrival) }),
  'GET /v1/stops': z.looseObject({ stops: z.array(stop), next: count.optional() }),
  'GET /v1/stops/:stop': stop,
  'POST /v1/stops': written,
  'PATCH /v1/stops/:stop': written,
  'POST /v1/stops/:stop/claim': written,
  'POST /v1/stops/:stop/lift': written,
  'POST /v1/lines/:line/resume': written,
  'POST /v1/pushes': admitted,
  'POST /v1/settlements': done,
  'GET /v1/intents': z.looseObject({
    intents: z.array(z.looseObject({ push: text, seq: count, at: time, repository: text, pusher: text })),
  }),
  'GET /v1/tips': z.looseObject({
    tips: z.record(text, z.looseObject({ value: oid.nullable(), seq: count })),
  }),
  'POST /v1/reconciliations': written,
  'POST /v1/adoptions': done,
  'POST /v1/spooled': done,
  'POST /v1/schedules': done,
  'POST /v1/builds': written,
  'POST /v1/sweeps': written,
  'POST /v1/alerts': written,
  'POST /v1/ticks': written,
  'POST /v1/webhooks/:name': z.looseObject({
    entries: z.array(z.looseObject({ seq: count, kind: text })),
    problems: z.array(text),
    left: z.array(text),
  }),
  'GET /v1/head': head,
  'GET /v1/journal': z.looseObject({ entries: z.array(stored), next: count.optional() }),
  'GET /v1/journal.ndjson': 'application/x-ndjson',
  'GET /v1/events': 'text/event-stream',
};

/** Problem details (RFC 9457). */
export const PROBLEM = z.looseObject({
  type: text,
  title: text,
  status: count,
  code: text.describe('For programs; it stays when the title improves'),
  kind: text,
  hints: z.array(text).describe('What to do about it'),
});
