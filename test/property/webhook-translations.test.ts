// Whatever a sender sends, or somebody in its place, it becomes reports of a known size or problems.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { TRIGGERS } from '../../src/line/build.ts';
import { buildKey } from '../../src/journal/build-views.ts';
import { TOLD_STATUSES } from '../../src/push/require-report.ts';
import { translateWebhook } from '../../src/webhook/translate.ts';
import type { Told, ToldBuild } from '../../src/webhook/told.ts';
import type { Webhook } from '../../src/webhook/webhook.ts';
import { BUILD } from '../fixtures/webhooks/buildbot.ts';
import { INCIDENT_DETECTED, PIPELINE_FINISHED, SUITE_FINISHED } from '../fixtures/webhooks/cdevents.ts';
import * as gitea from '../fixtures/webhooks/gitea.ts';
import * as github from '../fixtures/webhooks/github.ts';
import { PIPELINE } from '../fixtures/webhooks/gitlab.ts';
import { GROUP } from '../fixtures/webhooks/grafana.ts';
import { FINALIZED } from '../fixtures/webhooks/jenkins.ts';
import { TRIGGERED } from '../fixtures/webhooks/pagerduty.ts';
import { MAIN } from '../support/gate.ts';

type Sent = readonly [from: Pick<Webhook, 'kind' | 'mapping'>, headers: object, body: unknown];

const own = {
  id: 7,
  job: 'web',
  sha: github.REVISION,
  ok: 'passed',
  at: '2026-03-02T14:00:00Z',
  url: 'https://e/',
};
const SENT: readonly Sent[] = [
  [{ kind: 'github' }, { 'x-github-event': 'workflow_run' }, github.WORKFLOW_RUN],
  [{ kind: 'github' }, { 'x-github-event': 'check_suite' }, github.CHECK_SUITE],
  [{ kind: 'github' }, { 'x-github-event': 'status' }, github.STATUS],
  [{ kind: 'gitlab' }, {}, PIPELINE],
  [{ kind: 'gitea' }, { 'x-gitea-event': 'workflow_run' }, gitea.WORKFLOW_RUN],
  [{ kind: 'gitea' }, { 'x-gitea-event': 'status' }, gitea.STATUS],
  [{ kind: 'forgejo' }, { 'x-forgejo-event': 'action_run_failure' }, gitea.ACTION_RUN],
  [{ kind: 'jenkins' }, {}, FINALIZED],
  [{ kind: 'buildbot' }, {}, BUILD],
  [{ kind: 'alertmanager' }, {}, { ...GROUP, version: '4' }],
  [{ kind: 'grafana' }, {}, GROUP],
  [{ kind: 'pagerduty' }, {}, TRIGGERED],
  [{ kind: 'cloudevents' }, {}, PIPELINE_FINISHED],
  [{ kind: 'cloudevents' }, { 'ce-type': 'dev.cdevents.testsuiterun.finished.0.3.0' }, SUITE_FINISHED],
  [{ kind: 'cloudevents' }, { 'ce-type': 'dev.cdevents.incident.detected.0.3.0' }, INCIDENT_DETECTED],
  [
    {
      kind: 'generic',
      mapping: {
        build: { job: '/job', build: '/id', revision: '/sha', status: '/ok', started: '/at', url: '/url' },
        words: { no: 'failed' },
      },
    },
    {},
    own,
  ],
  [
    { kind: 'generic', mapping: { alert: { key: '/id', state: 'firing', summary: '/job', url: '/url' } } },
    {},
    own,
  ],
];

const snippets = fc.constantFrom('\ud800', '\0', '\r\n', '\u2028', '\x1b[31m', ' ', 'é', 'a', 'https://e/');
const text = fc.oneof(
  fc.array(fc.oneof(snippets, fc.string({ unit: 'binary', maxLength: 4 }))).map((parts) => parts.join('')),
  fc.nat(2_000).map((length) => 'x'.repeat(length)),
);
const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(1e308, -1, 253_402_300_800, 1e15));
const value = fc.oneof(text, number, fc.constantFrom(null, true, [], {}), fc.anything());

/** Puts something else into some places of what is sent. */
function damaged(sound: unknown): fc.Arbitrary<unknown> {
  if (typeof sound !== 'object' || sound === null)
    return fc.oneof({ weight: 9, arbitrary: fc.constant(sound) }, value);
  const inside = Array.isArray(sound)
    ? fc.tuple(...sound.map(damaged))
    : fc.record(Object.fromEntries(Object.entries(sound).map(([key, each]) => [key, damaged(each)])));
  return fc.oneof({ weight: 19, arbitrary: inside }, value);
}

it.each(SENT)('what %j sends is translated within limits', (from, headers, body) => {
  // As it is sent, it says something.
  expect(translateWebhook(from, { ...headers }, body)[0]?.kind).toMatch(/^(?:build|report)$/);
  const anyHeaders = fc.oneof(
    { weight: 9, arbitrary: fc.constant(headers) },
    fc.dictionary(fc.constantFrom(...Object.keys(headers), 'ce-type', '__proto__'), value),
  );
  fc.assert(
    fc.property(anyHeaders, damaged(body), (given, payload) => {
      for (const each of translateWebhook(from, { ...given }, payload)) expectFit(each);
    }),
  );
});

function expectFit(told: Told): void {
  if (told.kind === 'problem') return expectLine(told.problem, 1_000);
  if (told.kind === 'nothing') return expectLine(told.why, 200);
  if (told.kind === 'build') return expectBuild(told.build);
  const { key, summary, url, state } = told.alert;
  expectLine(key, 401);
  expectLine(summary, 1_000);
  expect(['firing', 'resolved']).toContain(state);
  expectUrl(url);
  expectTime(told.at);
}

function expectBuild({ job, build, revision, status, trigger, url, startedAt, finishedAt }: ToldBuild): void {
  expectLine(job, 200);
  expectLine(build, 300);
  expect(revision).toMatch(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/);
  expect(revision).not.toMatch(/^0+$/);
  expect(TOLD_STATUSES).toContain(status);
  expect(TRIGGERS).toContain(trigger);
  expectUrl(url);
  expectTime(startedAt);
  expectTime(finishedAt);
  // The store keeps it under this name, which half a character would break.
  expect(buildKey(MAIN, job, build).isWellFormed()).toBe(true);
}

function expectLine(said: string, most: number): void {
  expect(said.length).toBeLessThanOrEqual(most);
  expect(said.trim()).not.toBe('');
  expect(said).not.toMatch(/\p{Cc}/u);
  expect(said.isWellFormed()).toBe(true);
}

function expectUrl(url: string | undefined): void {
  if (url !== undefined) expect(url).toMatch(/^https?:\/\/\S{1,1000}$/);
}

function expectTime(time: string | undefined): void {
  if (time !== undefined) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
}
