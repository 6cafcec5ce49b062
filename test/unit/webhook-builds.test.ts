// What GitLab, Gitea, Forgejo, Jenkins and Buildbot send, and what it means.
import { describe, expect, it } from 'vitest';
import { translateBuildbot } from '../../src/webhook/buildbot.ts';
import { translateGitea } from '../../src/webhook/gitea.ts';
import { translateGitlab } from '../../src/webhook/gitlab.ts';
import { translateJenkins } from '../../src/webhook/jenkins.ts';
import * as buildbot from '../fixtures/webhooks/buildbot.ts';
import * as gitea from '../fixtures/webhooks/gitea.ts';
import * as gitlab from '../fixtures/webhooks/gitlab.ts';
import * as jenkins from '../fixtures/webhooks/jenkins.ts';
import { nothing } from '../../src/webhook/nothing.ts';

const problem = (text: string): unknown => ({ kind: 'problem', problem: text });

describe('translateGitlab()', () => {
  const pipeline = (change: object, builds: unknown = gitlab.PIPELINE.builds): unknown =>
    translateGitlab({}, {
      ...gitlab.PIPELINE,
      object_attributes: { ...gitlab.PIPELINE.object_attributes, ...change },
      builds,
    })[0]; // prettier-ignore

  it('tells of a pipeline', () => {
    expect(pipeline({})).toEqual({
      kind: 'build',
      build: {
        job: 'Nightly',
        build: '31',
        revision: gitlab.REVISION,
        status: 'failed',
        startedAt: '2026-03-02T14:02:00.000Z',
        finishedAt: '2026-03-02T14:06:00.000Z',
        url: 'https://gitlab.example/octo/web/-/pipelines/31',
        trigger: 'push',
      },
    });
    expect(pipeline({ name: null }, null)).toMatchObject({
      build: { job: 'pipeline', startedAt: '2026-03-02T14:00:00.000Z' },
    });
  });
  it('has one that is tried again begin later', () => {
    const again = [...gitlab.PIPELINE.builds, { id: 400, started_at: '2026-03-02 15:00:00 UTC' }];
    expect(pipeline({ status: 'success' }, again)).toMatchObject({
      build: { build: '31', status: 'passed', startedAt: '2026-03-02T15:00:00.000Z' },
    });
  });
  it.each([
    ['running', 'running'],
    ['success', 'passed'],
    ['failed', 'failed'],
    ['canceled', 'cancelled'],
    ['skipped', 'cancelled'],
  ])('reads status %s as %s', (status, expected) => {
    expect(pipeline({ status })).toMatchObject({ build: { status: expected } });
  });
  it.each(['created', 'preparing', 'pending', 'manual', 'scheduled', 'canceling', 'waiting_for_resource'])(
    'leaves out what is %s',
    (status) => {
      expect(pipeline({ status })).toEqual(
        nothing(`a pipeline that is "${status}" neither runs nor is over`),
      );
    },
  );
  it.each([
    ['schedule', 'schedule'],
    ['web', 'manual'],
    ['api', 'manual'],
  ])('reads source %s as %s', (source, trigger) => {
    expect(pipeline({ source })).toMatchObject({ build: { trigger } });
  });
  it.each(['merge_request_event', 'external_pull_request_event', 'parent_pipeline', 'webide', undefined])(
    'does not let a pipeline of %s speak for its revision',
    (source) => {
      expect(pipeline({ source })).toEqual(
        nothing(`a pipeline that "${source ?? '?'}" started does not speak for its revision`),
      );
    },
  );
  it('says nothing of other events, and says what is missing', () => {
    expect(translateGitlab({}, { object_kind: 'push' })).toEqual([
      nothing('an event "push" says nothing of a line'),
    ]);
    expect(translateGitlab({}, null)).toEqual([problem('it has no object_kind')]);
    expect(translateGitlab({}, { object_kind: 'pipeline' })).toEqual([
      problem('it is a pipeline without a status'),
    ]);
    expect(pipeline({ status: 'odd' })).toEqual(problem('build 31 of Nightly is "odd", which is not known'));
    expect(pipeline({ sha: null })).toEqual(problem('build 31 of Nightly names no revision by its full id'));
  });
});

describe('translateGitea()', () => {
  const tell = (event: string, body: unknown, header = 'x-gitea-event'): readonly unknown[] =>
    translateGitea({ [header]: event }, body);
  const run = (change: object): unknown =>
    tell('workflow_run', {
      ...gitea.WORKFLOW_RUN,
      workflow_run: { ...gitea.WORKFLOW_RUN.workflow_run, ...change },
    })[0];
  const action = (change: object, event = 'action_run_failure'): unknown =>
    tell(event, { run: { ...gitea.ACTION_RUN.run, ...change } }, 'x-forgejo-event')[0];

  it('tells of a run of Gitea', () => {
    expect(run({})).toEqual({
      kind: 'build',
      build: {
        job: 'CI',
        build: '12.0.2026-03-02T14:01:00.000Z',
        revision: gitea.REVISION,
        status: 'failed',
        startedAt: '2026-03-02T14:01:00.000Z',
        finishedAt: '2026-03-02T14:03:00.000Z',
        url: 'https://gitea.example/octo/web/actions/runs/9',
        trigger: 'push',
      },
    });
    // Its beginning tells an attempt from the one before.
    expect(
      run({ status: 'in_progress', conclusion: '', completed_at: '1970-01-01T00:00:00Z' }),
    ).toMatchObject({
      build: { build: '12.0.2026-03-02T14:01:00.000Z', status: 'running' },
    });
    expect(run({ started_at: '2026-03-02T15:00:00Z' })).toMatchObject({
      build: { build: '12.0.2026-03-02T15:00:00.000Z' },
    });
    expect(run({ event: 'pull_request' })).toEqual(
      nothing('a run that "pull_request" started does not speak for its revision'),
    );
    expect(run({ status: 'queued' })).toEqual(nothing('a run that is "queued" has not begun'));
    expect(tell('workflow_run', { workflow_run: gitea.WORKFLOW_RUN.workflow_run })).toMatchObject([
      { build: { job: 'ci.yml' } },
    ]);
  });
  it('tells of a run of Forgejo, which recovers as the build that it is', () => {
    expect(action({})).toEqual({
      kind: 'build',
      build: {
        job: 'ci.yml',
        build: '1706.2026-03-02T14:01:00.000Z',
        revision: gitea.REVISION,
        status: 'failed',
        startedAt: '2026-03-02T14:01:00.000Z',
        finishedAt: '2026-03-02T14:03:00.000Z',
        url: 'https://forgejo.example/octo/web/actions/runs/362',
        trigger: 'push',
      },
    });
    const success = { status: 'success' };
    expect(action(success, 'action_run_recover')).toEqual(action(success, 'action_run_success'));
    expect(action({ status: 'cancelled' })).toMatchObject({ build: { status: 'cancelled' } });
    expect(action({ trigger_event: 'pull_request' })).toEqual(
      nothing('a run that "pull_request" started does not speak for its revision'),
    );
    expect(action({ status: 'odd' })).toMatchObject({ kind: 'problem' });
  });
  it('tells of a status, and says nothing of other events', () => {
    expect(tell('status', gitea.STATUS)).toMatchObject([
      { build: { job: 'ci/octo', status: 'failed', build: 'bffeb7422404 https://ci.example/builds/9' } },
    ]);
    expect(tell('status', { ...gitea.STATUS, state: 'warning' })).toMatchObject([
      { build: { status: 'cancelled' } },
    ]);
    expect(tell('push', {})).toEqual([nothing('an event "push" says nothing of a line')]);
    expect(translateGitea({}, {})).toEqual([problem('it has neither X-Gitea-Event nor X-Forgejo-Event')]);
    expect(tell('workflow_run', {})).toEqual([problem('it has no workflow_run')]);
    expect(tell('action_run_success', {})).toEqual([problem('it has no run')]);
  });
});

describe('translateJenkins()', () => {
  const tell = (change: object, top: object = {}): unknown =>
    translateJenkins({}, {
      ...jenkins.FINALIZED,
      ...top,
      build: { ...jenkins.FINALIZED.build, ...change },
    })[0]; // prettier-ignore

  it('tells of a build', () => {
    expect(tell({})).toEqual({
      kind: 'build',
      build: {
        job: 'team/web shop/main',
        build: '18',
        revision: jenkins.REVISION,
        status: 'failed',
        startedAt: '2026-03-02T14:01:00.000Z',
        finishedAt: '2026-03-02T14:02:00.000Z',
        url: 'https://jenkins.example/job/team/job/web%20shop/job/main/18/',
        trigger: 'push',
      },
    });
    expect(tell({}, { url: undefined })).toMatchObject({ build: { job: 'main' } });
    expect(tell({}, { url: 'job/100%/' })).toMatchObject({ build: { job: '100%' } });
    // Of an old release of the plugin.
    expect(tell({ timestamp: '2026-03-02T14:02:00.5+00:00' })).toMatchObject({
      build: { startedAt: '2026-03-02T14:02:00.500Z' },
    });
  });
  it.each([
    ['SUCCESS', 'passed'],
    ['UNSTABLE', 'failed'],
    ['FAILURE', 'failed'],
    ['ABORTED', 'cancelled'],
    ['NOT_BUILT', 'cancelled'],
  ])('reads result %s as %s', (status, expected) => {
    expect(tell({ status })).toMatchObject({ build: { status: expected } });
    expect(tell({ status, phase: 'COMPLETED' })).toMatchObject({ build: { status: expected } });
  });
  it('tells of a beginning where it knows of what', () => {
    const begun = { phase: 'STARTED', status: undefined, timestamp: 1_772_460_060_000, duration: 0 };
    expect(tell(begun)).toMatchObject({
      build: { build: '18', status: 'running', startedAt: '2026-03-02T14:01:00.000Z' },
    });
    expect(tell({ ...begun, scm: {} })).toEqual(nothing('a build that has just begun names no revision'));
    expect(tell({ phase: 'QUEUED' })).toEqual(nothing('the phase "QUEUED" says nothing of a line'));
    expect(tell({ phase: 'COMPLETED', status: undefined })).toEqual(
      nothing('a build without a result is not over'),
    );
  });
  it('says what is missing', () => {
    expect(tell({ status: 'ODD' })).toEqual(
      problem('build 18 of team/web shop/main is "ODD", which is not known'),
    );
    expect(tell({ scm: {} })).toMatchObject({ kind: 'problem' });
    expect(translateJenkins({}, null)).toEqual([problem('it has no build with a phase')]);
  });
});

describe('translateBuildbot()', () => {
  const tell = (change: object): unknown => translateBuildbot({}, { ...buildbot.BUILD, ...change })[0];

  it('tells of a build', () => {
    expect(tell({})).toEqual({
      kind: 'build',
      build: {
        job: 'web',
        build: '118',
        revision: buildbot.REVISION,
        status: 'failed',
        startedAt: '2026-03-02T14:00:00.000Z',
        finishedAt: '2026-03-02T14:01:00.000Z',
        url: 'https://buildbot.example/#/builders/1/builds/18',
        trigger: 'push',
      },
    });
    expect(tell({ complete: false, complete_at: null, results: null })).toMatchObject({
      build: { status: 'running' },
    });
  });
  it.each([
    [0, 'passed'],
    [1, 'passed'],
    [2, 'failed'],
    [3, 'cancelled'],
    [4, 'error'],
    [5, 'cancelled'],
    [6, 'cancelled'],
  ])('reads result %j as %s', (results, status) => {
    expect(tell({ results })).toMatchObject({ build: { status } });
  });
  it('finds the revision where it is one', () => {
    const other = 'ab'.repeat(20);
    expect(tell({ properties: { got_revision: [other, 'Git'] } })).toMatchObject({
      build: { revision: other },
    });
    expect(tell({ properties: { got_revision: [{ a: other }, 'Git'] } })).toMatchObject({
      build: { revision: buildbot.REVISION },
    });
    const two = { properties: null, buildset: { sourcestamps: [{ revision: other }, { revision: other }] } };
    expect(tell(two)).toMatchObject({ kind: 'problem' });
    expect(tell({ ...two, complete: false })).toEqual(
      nothing('a build that has just begun names no revision'),
    );
    expect(tell({ results: 9 })).toEqual(problem('build 118 of web is "9", which is not known'));
    expect(translateBuildbot({}, [])).toEqual([problem('it is no build of Buildbot')]);
  });
});
