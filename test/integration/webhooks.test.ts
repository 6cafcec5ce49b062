// Webhooks as senders send them, over HTTP to a server.
import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { signWebhook } from '../../src/channel/sign-webhook.ts';
import { INCIDENT_DETECTED, PIPELINE_FINISHED } from '../fixtures/webhooks/cdevents.ts';
import { CHECK_SUITE, REVISION, STATUS, WORKFLOW_RUN } from '../fixtures/webhooks/github.ts';
import { GROUP } from '../fixtures/webhooks/grafana.ts';
import { TRIGGERED } from '../fixtures/webhooks/pagerduty.ts';
import { MAIN } from '../support/gate.ts';
import { readAll } from '../support/pushes.ts';
import { bareScratch } from '../support/scratch.ts';
import { asGithub, hmac, NOW, openReceiver, SECRET } from '../support/webhooks.ts';
import type { Receiver } from '../support/webhooks.ts';

const kinds = async ({ store }: Receiver): Promise<readonly string[]> => {
  const all: string[] = [];
  for (const { body } of await readAll(store)) all.push((JSON.parse(body) as { kind: string }).kind);
  return all.slice(3);
};
const problem = (status: number, code: string): unknown => ({
  status,
  body: expect.objectContaining({ status, code }) as unknown,
});

describe('POST /v1/webhooks/:name', () => {
  it('stops the line for a build that failed, and says nothing twice', async () => {
    const server = await openReceiver(REVISION, [{ name: 'ci', kind: 'github', prefix: 'github/' }]);
    const send = async () => server.post('ci', WORKFLOW_RUN, asGithub('workflow_run', WORKFLOW_RUN));
    const first = await send();
    expect(first).toEqual({
      status: 200,
      body: {
        entries: [
          { seq: 4, kind: 'build.reported' },
          { seq: 5, kind: 'stop.opened' },
        ],
        problems: [],
        left: [],
      },
    });
    const { stops } = (await server.store.readLines()).statuses.get(MAIN) ?? {};
    expect(stops).toMatchObject([
      { summary: 'github/CI failed on 5a3d0e1', by: 'webhook ci', cause: 'build' },
    ]);
    // Delivered again, it is answered as before.
    expect(await send()).toEqual(first);
    expect(await kinds(server)).toEqual(['build.reported', 'stop.opened']);
  });

  it('takes JSON in a form, as GitHub sends it unless it is told otherwise', async () => {
    const server = await openReceiver(REVISION, [{ name: 'ci', kind: 'github' }]);
    const form = `payload=${encodeURIComponent(JSON.stringify(STATUS))}`;
    const { 'x-hub-signature-256': signature = '' } = asGithub('status', STATUS);
    const headers = { 'x-github-event': 'status', 'content-type': 'application/x-www-form-urlencoded' };
    expect(await server.post('ci', form, { ...headers, 'x-hub-signature-256': signature })).toEqual(
      problem(401, 'signature-wrong'),
    );
    const right = { ...headers, 'x-hub-signature-256': `sha256=${hmac(form)}` };
    expect(await server.post('ci', form, right)).toMatchObject({ status: 200 });
  });

  it('lets nobody in who does not know the secret, and puts who tries on record', async () => {
    const server = await openReceiver(REVISION, [{ name: 'ci', kind: 'github' }]);
    const signed = asGithub('workflow_run', WORKFLOW_RUN);
    const wrong = { ...signed, 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
    expect(await server.post('ci', WORKFLOW_RUN, wrong)).toEqual(problem(401, 'signature-wrong'));
    expect(await server.post('ci', { ...WORKFLOW_RUN, more: 1 }, signed)).toEqual(
      problem(401, 'signature-wrong'),
    );
    // SHA-1 is not asked for.
    const weak = { 'x-github-event': 'workflow_run', 'x-hub-signature': 'sha1=00' };
    expect(await server.post('ci', WORKFLOW_RUN, weak)).toEqual(problem(401, 'signature-wrong'));
    for (let tries = 0; tries < 3; tries++)
      expect(await server.post('ci', WORKFLOW_RUN)).toEqual(problem(401, 'signature-wrong'));
    expect(await server.post('no', WORKFLOW_RUN, signed)).toEqual(problem(404, 'webhook-unknown'));
    const asked = { kind: 'access.denied', request: 'POST /v1/webhooks/ci', wanted: 'report' };
    expect(
      (await readAll(server.store)).slice(3).map(({ body }) => JSON.parse(body) as unknown),
    ).toMatchObject([
      { ...asked, why: 'wrong', address: '127.0.0.1' },
      { ...asked, why: 'wrong' },
    ]);
  });

  it('has nobody wait for what is not signed: a git host may be behind the same proxy', async () => {
    const server = await openReceiver(REVISION, [{ name: 'ci', kind: 'github' }]);
    const wrong = { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` };
    for (let tries = 0; tries < 25; tries++) await server.post('ci', WORKFLOW_RUN, wrong);
    const signed = asGithub('workflow_run', WORKFLOW_RUN);
    expect(await server.post('ci', WORKFLOW_RUN, signed)).toMatchObject({ status: 200 });
    expect((await fetch(`${server.url}/v1/lines`)).status).toBe(401);
  });

  it('goes on with a new secret beside the old one', async () => {
    const file = bareScratch().path('secret');
    writeFileSync(file, `${SECRET}\nanother secret of some length\n`);
    const both = await openReceiver(REVISION, [{ name: 'ci', kind: 'github', secret: { file } }]);
    for (const secret of [SECRET, 'another secret of some length'])
      expect(await both.post('ci', { zen: 'yes' }, asGithub('ping', { zen: 'yes' }, secret))).toEqual({
        status: 202,
        body: { entries: [], problems: [], left: ['an event "ping" says nothing of a line'] },
      });
    writeFileSync(file, `a third secret of some length`);
    const old = asGithub('ping', { zen: 'yes' });
    expect(await both.post('ci', { zen: 'yes' }, old)).toEqual(problem(401, 'signature-wrong'));
    // Where it is, is nobody's business.
    writeFileSync(file, '');
    const lost = await both.post('ci', { zen: 'yes' }, old);
    expect(lost).toEqual(problem(500, 'source-unreadable'));
    expect(JSON.stringify(lost)).not.toContain(file);
  });

  it('does not start with a secret that is missing or short', async () => {
    const start = async (value: string) =>
      openReceiver(REVISION, [{ name: 'ci', kind: 'github', secret: { value } }]);
    await expect(start('short')).rejects.toMatchObject({ code: 'source-unreadable' });
    const file = '/nowhere/secret';
    await expect(
      openReceiver(REVISION, [{ name: 'ci', kind: 'github', secret: { file } }]),
    ).rejects.toMatchObject({ code: 'source-unreadable' });
  });

  it('says what it cannot use, and what is not for the line', async () => {
    const server = await openReceiver(REVISION, [
      { name: 'ci', kind: 'github', jobs: ['CI*'] },
      { name: 'other', kind: 'github', line: 'release' as typeof MAIN },
    ]);
    const send = async (name: string, event: string, body: unknown) =>
      server.post(name, body, asGithub(event, body));
    expect(await send('ci', 'workflow_run', {})).toEqual(problem(400, 'value-invalid'));
    expect(await send('ci', 'workflow_run', '{')).toEqual(problem(400, 'value-invalid'));
    expect(await send('ci', 'check_suite', CHECK_SUITE)).toMatchObject({
      status: 202,
      body: { left: ['job octo-ci is none of this webhook'] },
    });
    const elsewhere = { workflow_run: { ...WORKFLOW_RUN.workflow_run, head_sha: 'ab'.repeat(20) } };
    expect(await send('ci', 'workflow_run', elsewhere)).toMatchObject({
      status: 202,
      body: { left: ['abababa is not on line main'] },
    });
    expect(await send('other', 'workflow_run', WORKFLOW_RUN)).toEqual(problem(404, 'line-unknown'));
    expect(await kinds(server)).toEqual([]);
  });

  it('says why it wrote nothing', async () => {
    const server = await openReceiver(REVISION, [
      { name: 'ci', kind: 'github' },
      { name: 'grafana', kind: 'grafana' },
    ]);
    const send = async (change: object): Promise<unknown> => {
      const body = { workflow_run: { ...WORKFLOW_RUN.workflow_run, ...change } };
      return server.post('ci', body, asGithub('workflow_run', body));
    };
    const left = (why: string) => ({ status: 202, body: { entries: [], problems: [], left: [why] } });
    expect(await send({ event: 'pull_request' })).toEqual(
      left('a run that "pull_request" started does not speak for its revision'),
    );
    await send({});
    // Another delivery of the same build.
    expect(await send({ more: 1 })).toEqual(left('build 30433642.2 of CI is on record already'));
    const tell = async (more: object): Promise<unknown> =>
      server.post('grafana', { ...GROUP, ...more }, { authorization: `Bearer ${SECRET}` });
    await tell({});
    expect(await tell({ more: 1 })).toMatchObject({
      status: 202,
      body: { left: [expect.stringMatching(/^High memory usage\/.* says nothing new$/)] },
    });
    expect(await tell({ alerts: [] })).toEqual(left('there is nothing in it'));
  });

  it('takes no CloudEvent again as one of another type, which nothing has signed', async () => {
    const value = `whsec_${Buffer.alloc(32, 'k').toString('base64')}`;
    const server = await openReceiver(PIPELINE_FINISHED.data.customData.revision, [
      { name: 'ce', kind: 'cloudevents', secret: { value } },
      { name: 'plain', kind: 'cloudevents' },
    ]);
    const { data } = PIPELINE_FINISHED;
    const send = async (predicate: string, id = 'msg_1') =>
      server.post('ce', data, {
        ...signWebhook(value, { id, body: JSON.stringify(data), now: NOW }),
        'ce-type': `dev.cdevents.pipelinerun.${predicate}.0.3.0`,
      });
    expect(await send('queued')).toMatchObject({ status: 202 });
    expect(await send('queued')).toMatchObject({ status: 202 });
    expect(await send('finished')).toEqual(problem(422, 'request-changed'));
    expect(await kinds(server)).toEqual([]);
    expect(await send('finished', 'msg_2')).toMatchObject({ status: 200 });
    expect(await send('started', 'msg_2')).toEqual(problem(422, 'request-changed'));
    // Whoever has the secret itself may say what they like: as many events as there are types.
    const tell = async (predicate: string) =>
      server.post('plain', INCIDENT_DETECTED, {
        authorization: `Bearer ${SECRET}`,
        'ce-type': `dev.cdevents.incident.${predicate}.0.3.0`,
      });
    expect([(await tell('detected')).status, (await tell('resolved')).status]).toEqual([200, 200]);
  });

  it('tells who is late to set the clock, and not to look for the secret', async () => {
    const value = `whsec_${Buffer.alloc(32, 'k').toString('base64')}`;
    const server = await openReceiver(REVISION, [{ name: 'own', kind: 'cloudevents', secret: { value } }]);
    const late = signWebhook(value, { id: 'msg_1', body: '{}', now: NOW - 301_000 });
    expect(await server.post('own', '{}', late)).toMatchObject({
      status: 401,
      body: { hints: ['Set the clocks: by that of the server it is 2026-03-02T14:10:00.000Z'] },
    });
  });

  it('takes no body that is large, deep or no JSON', async () => {
    const server = await openReceiver(REVISION, [{ name: 'own', kind: 'jenkins' }]);
    const headers = { authorization: `Bearer ${SECRET}` };
    expect(await server.post('own', 'x'.repeat(1024 * 1024 + 1), headers)).toMatchObject({ status: 413 });
    expect(await server.post('own', '['.repeat(500_000) + ']'.repeat(500_000), headers)).toEqual(
      problem(400, 'value-invalid'),
    );
    // As curl calls whatever it sends.
    const form = { ...headers, 'content-type': 'application/x-www-form-urlencoded' };
    expect(await server.post('own', '{"build":{"phase":"QUEUED"}}', form)).toMatchObject({ status: 202 });
    for (const body of ['', '{', 'null', '"x"', '{"__proto__":{"build":{"phase":"COMPLETED"}}}'])
      expect(await server.post('own', body, headers)).toEqual(problem(400, 'value-invalid'));
  });

  it('takes what is signed by Standard Webhooks once, and not late', async () => {
    const secret = `whsec_${Buffer.alloc(32, 'k').toString('base64')}`;
    let now = NOW;
    const server = await openReceiver(
      REVISION,
      [
        {
          name: 'own',
          kind: 'generic',
          secret: { value: secret },
          mapping: {
            build: { job: 'own', build: '/id', revision: '/commit', status: '/result' },
            words: { KO: 'failed', OK: 'passed', WAIT: 'nothing' },
          },
        },
      ],
      { now: () => now },
    );
    const send = async (body: unknown, { id = 'msg_1', at = NOW, as = body } = {}) =>
      server.post('own', body, signWebhook(secret, { id, body: JSON.stringify(as), now: at }));
    const red = { id: 7, commit: REVISION, result: 'KO' };
    expect(await send(red)).toMatchObject({ status: 200, body: { entries: [{}, { kind: 'stop.opened' }] } });
    // The same id with another body is somebody else's.
    expect(await send({ ...red, id: 8 })).toEqual(problem(422, 'request-changed'));
    expect(await send(red, { id: 'msg_2', as: {} })).toEqual(problem(401, 'signature-wrong'));
    expect(await send(red, { id: 'msg_2', at: NOW - 301_000 })).toEqual(problem(401, 'signature-wrong'));
    expect(await send(red, { id: 'msg_2', at: NOW + 301_000 })).toEqual(problem(401, 'signature-wrong'));
    expect(await send({ ...red, result: 'WAIT' }, { id: 'msg_3' })).toMatchObject({ status: 202 });
    now += 299_000;
    expect(await send({ ...red, id: 9, result: 'OK' }, { id: 'msg_4' })).toMatchObject({ status: 200 });
    expect((await kinds(server)).filter((kind) => kind === 'stop.opened')).toHaveLength(1);
  });
});

describe('an alert over HTTP', () => {
  const asPagerduty = (body: unknown) => ({ 'x-pagerduty-signature': `v1=${hmac(JSON.stringify(body))}` });

  it('stops the line, and is taken no more when it is old', async () => {
    let now = NOW;
    const server = await openReceiver(REVISION, [{ name: 'pager', kind: 'pagerduty' }], { now: () => now });
    const send = async () => server.post('pager', TRIGGERED, asPagerduty(TRIGGERED));
    expect(await send()).toMatchObject({ status: 200, body: { entries: [{}, { kind: 'stop.opened' }] } });
    const resolved = { event: { ...TRIGGERED.event, event_type: 'incident.resolved' } };
    expect(await server.post('pager', resolved, asPagerduty(resolved))).toMatchObject({ status: 200 });
    // Somebody who saw the first has it sent again.
    const before = await kinds(server);
    await send();
    now += 25 * 60 * 60_000;
    expect(await send()).toMatchObject({ status: 202, body: { left: ['PGR0VU2 is more than a day old'] } });
    expect(await kinds(server)).toEqual(before);
  });

  it('is taken in once with each other one of a large group', async () => {
    const server = await openReceiver(REVISION, [{ name: 'grafana', kind: 'grafana' }]);
    const [alert] = GROUP.alerts;
    const alerts = Array.from({ length: 150 }, (_, index) => ({ ...alert, fingerprint: `f${index}` }));
    const headers = { authorization: `Bearer ${SECRET}` };
    const send = async () => server.post('grafana', { ...GROUP, alerts }, headers);
    const first = await send();
    expect((first.body as { entries: unknown[] }).entries).toHaveLength(150 + 100);
    expect((first.body as { problems: unknown[] }).problems).toHaveLength(50);
    expect(await send()).toEqual(first);
  });

  it('goes to the line that it names, where the webhook is for all', async () => {
    const server = await openReceiver(REVISION, [{ name: 'grafana', kind: 'grafana' }]);
    const { line: _, ...route } = { name: 'all', kind: 'grafana' as const, line: MAIN };
    const all = await openReceiver(REVISION, [{ ...route, line: undefined as never }]);
    const headers = { authorization: `Basic ${Buffer.from(`andon:${SECRET}`).toString('base64')}` };
    for (const [each, name] of [
      [server, 'grafana'],
      [all, 'all'],
    ] as const)
      expect(await each.post(name, GROUP, headers)).toMatchObject({
        status: 200,
        body: { entries: [{}, { kind: 'stop.opened' }], problems: [] },
      });
    const [alert] = GROUP.alerts;
    const other = { ...alert, fingerprint: 'ab', labels: { ...alert?.labels, andon_line: 'release' } };
    expect(await all.post('all', { ...GROUP, alerts: [other] }, headers)).toMatchObject({
      status: 400,
      body: { hints: ['High memory usage/ab is about line "release", and there is none'] },
    });
  });
});
