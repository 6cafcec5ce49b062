// What Grafana, PagerDuty and those who speak CDEvents send, and what it means.
import { describe, expect, it } from 'vitest';
import { translateCloudEvents } from '../../src/webhook/cloud-events.ts';
import { translateGrafana } from '../../src/webhook/grafana.ts';
import { translatePagerduty } from '../../src/webhook/pagerduty.ts';
import { translateWebhook } from '../../src/webhook/translate.ts';
import {
  INCIDENT_DETECTED,
  PIPELINE_FINISHED,
  REVISION,
  SUITE_FINISHED,
} from '../fixtures/webhooks/cdevents.ts';
import { GROUP } from '../fixtures/webhooks/grafana.ts';
import { TRIGGERED } from '../fixtures/webhooks/pagerduty.ts';
import { nothing } from '../../src/webhook/nothing.ts';

const problem = (text: string): unknown => ({ kind: 'problem', problem: text });

describe('translateGrafana()', () => {
  it('tells of each alert', () => {
    expect(translateGrafana({}, GROUP)).toEqual([
      {
        kind: 'report',
        alert: {
          key: 'High memory usage/c6eadffa33fcdf37',
          severity: 'critical',
          state: 'firing',
          summary: 'web1 has no memory left',
          url: 'https://grafana.example/alerting/1afz29v7z/edit',
          line: 'main',
        },
      },
    ]);
    expect(translateGrafana({}, { ...GROUP, truncatedAlerts: 3 })[1]).toEqual(
      problem('Grafana left alerts out (Max Alerts of its webhook)'),
    );
  });
  it('is told from Alertmanager, whose version is another', () => {
    const group = { ...GROUP, version: '4' };
    expect(translateGrafana({}, group)).toEqual([
      problem('this is not what Grafana sends to a webhook, in version 1'),
    ]);
    expect(translateWebhook({ kind: 'alertmanager' }, {}, group)).toEqual(translateGrafana({}, GROUP));
  });
});

describe('translatePagerduty()', () => {
  const tell = (event: object, data: object = {}): unknown =>
    translatePagerduty({}, {
      event: { ...TRIGGERED.event, ...event, data: { ...TRIGGERED.event.data, ...data } },
    })[0]; // prettier-ignore

  it('tells of an incident, and when it was', () => {
    expect(tell({})).toEqual({
      kind: 'report',
      alert: {
        key: 'PGR0VU2',
        severity: 'critical',
        state: 'firing',
        summary: 'Checkout answers nobody',
        url: 'https://acme.pagerduty.com/incidents/PGR0VU2',
      },
      at: '2026-03-02T14:05:22.169Z',
    });
  });
  it.each([
    ['incident.triggered', 'firing'],
    ['incident.reopened', 'firing'],
    ['incident.resolved', 'resolved'],
  ])('reads %s as %s', (type, state) => {
    expect(tell({ event_type: type })).toMatchObject({ alert: { state } });
  });
  it.each(['incident.acknowledged', 'incident.annotated', 'service.updated', 'pagey.ping'])(
    'says nothing of %s',
    (type) => {
      expect(tell({ event_type: type })).toEqual(
        nothing(`an event "${type}" neither begins nor ends an incident`),
      );
    },
  );
  it('says what is missing', () => {
    expect(tell({}, { urgency: 'low', title: 7 })).toMatchObject({
      alert: { severity: 'warning', summary: 'incident PGR0VU2' },
    });
    expect(tell({}, { id: null })).toEqual(problem('it is about an incident without an id'));
    expect(tell({ occurred_at: 'soon' })).toEqual(problem('it does not say when PGR0VU2 was firing'));
    expect(translatePagerduty({}, { event: 7 })).toEqual([problem('it has no event with an event_type')]);
  });
});

describe('translateCloudEvents()', () => {
  const run = (outcome: unknown, type = PIPELINE_FINISHED.type): unknown => {
    const { data } = PIPELINE_FINISHED;
    const content = { ...data.subject.content, outcome };
    return translateCloudEvents(
      {},
      { ...PIPELINE_FINISHED, type, data: { ...data, subject: { ...data.subject, content } } },
    )[0];
  };

  it('tells of a run, in structured mode', () => {
    expect(translateCloudEvents({}, PIPELINE_FINISHED)).toEqual([
      {
        kind: 'build',
        build: {
          job: 'web',
          build: 'web/run-17',
          revision: REVISION,
          status: 'failed',
          startedAt: '2026-03-02T14:05:05.315Z',
          finishedAt: '2026-03-02T14:05:05.315Z',
          url: 'https://ci.example/web/17',
          trigger: 'push',
        },
      },
    ]);
  });
  it('reads binary mode, and batches', () => {
    const { type, data } = PIPELINE_FINISHED;
    const [told] = translateCloudEvents({}, PIPELINE_FINISHED);
    expect(translateCloudEvents({ 'ce-type': type }, data)).toEqual([told]);
    expect(translateCloudEvents({}, [PIPELINE_FINISHED, 7, PIPELINE_FINISHED])).toEqual([
      told,
      problem('it is no CloudEvent: it has no type'),
      told,
    ]);
    const many = Array.from({ length: 102 }, () => PIPELINE_FINISHED);
    expect(translateCloudEvents({}, many).at(-1)).toEqual(
      problem('it has 2 events too many: no more than 100'),
    );
  });
  it.each([
    ['success', 'passed'],
    ['failure', 'failed'],
    ['error', 'error'],
    ['cancel', 'cancelled'],
  ])('reads outcome %s as %s', (outcome, status) => {
    expect(run(outcome)).toMatchObject({ build: { status } });
  });
  it('takes beginnings, tasks and test suites, and no other type', () => {
    expect(run(undefined, 'dev.cdevents.pipelinerun.started.0.3.0')).toMatchObject({
      build: { status: 'running', build: 'web/run-17' },
    });
    expect(run(undefined, 'dev.cdevents.pipelinerun.queued.0.3.0')).toEqual(
      nothing('an event of the type "dev.cdevents.pipelinerun.queued.0.3.0" says nothing of a line'),
    );
    expect(run('success', 'dev.cdevents.taskrun.finished.0.3.0')).toMatchObject({ kind: 'build' });
    const suite = { 'ce-type': 'dev.cdevents.testsuiterun.finished.0.3.0' };
    expect(translateCloudEvents(suite, SUITE_FINISHED)).toMatchObject([
      { build: { job: 'Auth', build: 'suite-run-3', status: 'passed' } },
    ]);
    expect(run('success', 'andon.push.override')).toEqual(
      nothing('an event of the type "andon.push.override" says nothing of a line'),
    );
    expect(run('odd')).toEqual(problem('build web/run-17 of web is "odd", which is not known'));
  });
  it('says that it needs to know what was built', () => {
    const { revision: _, ...rest } = { ...SUITE_FINISHED.customData };
    const suite = { 'ce-type': 'dev.cdevents.testsuiterun.finished.0.3.0' };
    expect(translateCloudEvents(suite, { ...SUITE_FINISHED, customData: rest })).toEqual([
      problem('build suite-run-3 of Auth names no revision by its full id'),
    ]);
  });
  it('takes an incident for an alert', () => {
    const tell = (predicate: string, data: unknown): unknown =>
      translateCloudEvents({ 'ce-type': `dev.cdevents.incident.${predicate}.0.3.0` }, data)[0];
    expect(tell('detected', INCIDENT_DETECTED)).toEqual({
      kind: 'report',
      alert: {
        key: 'incident-7',
        severity: 'critical',
        state: 'firing',
        summary: 'Response time above 10ms',
      },
    });
    expect(tell('resolved', INCIDENT_DETECTED)).toMatchObject({ alert: { state: 'resolved' } });
    expect(tell('reported', INCIDENT_DETECTED)).toMatchObject({ kind: 'nothing' });
    expect(tell('detected', {})).toEqual(problem('it is about an incident without an id'));
  });
});
