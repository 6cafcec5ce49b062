// What GitHub sends, and what it means.
import { describe, expect, it } from 'vitest';
import { translateGithub } from '../../src/webhook/github.ts';
import { CHECK_SUITE, REVISION, STATUS, WORKFLOW_RUN } from '../fixtures/webhooks/github.ts';
import { nothing } from '../../src/webhook/nothing.ts';

const tell = (event: string | undefined, body: unknown): readonly unknown[] =>
  translateGithub(event === undefined ? {} : { 'x-github-event': event }, body);
const run = (change: object): unknown =>
  tell('workflow_run', { workflow_run: { ...WORKFLOW_RUN.workflow_run, ...change } })[0];
const suite = (change: object): unknown =>
  tell('check_suite', { action: 'completed', check_suite: { ...CHECK_SUITE.check_suite, ...change } })[0];
const status = (change: object): unknown => tell('status', { ...STATUS, ...change })[0];
const problem = (text: string): unknown => ({ kind: 'problem', problem: text });

describe('translateGithub()', () => {
  it('tells of a run', () => {
    expect(tell('workflow_run', WORKFLOW_RUN)).toEqual([
      {
        kind: 'build',
        build: {
          job: 'CI',
          build: '30433642.2',
          revision: REVISION,
          status: 'failed',
          startedAt: '2026-03-02T14:05:00.000Z',
          finishedAt: '2026-03-02T14:09:30.000Z',
          url: 'https://github.com/octo-org/web/actions/runs/30433642',
          trigger: 'push',
        },
      },
    ]);
  });
  it.each([
    ['success', 'passed'],
    ['failure', 'failed'],
    ['timed_out', 'error'],
    ['startup_failure', 'error'],
    ['cancelled', 'cancelled'],
    ['skipped', 'cancelled'],
    ['neutral', 'cancelled'],
    ['stale', 'cancelled'],
    ['action_required', 'cancelled'],
  ])('reads conclusion %s as %s', (conclusion, expected) => {
    expect(run({ conclusion })).toMatchObject({ build: { status: expected } });
    expect(suite({ conclusion })).toMatchObject({ build: { status: expected } });
  });
  it.each([null, 'exploded', 7, undefined])('does not guess what conclusion %j means', (conclusion) => {
    expect(run({ conclusion })).toMatchObject({ kind: 'problem' });
  });
  it('gives each attempt an id of its own, the same from its beginning to its end', () => {
    const begun = { status: 'in_progress', conclusion: null };
    expect(run(begun)).toMatchObject({ build: { build: '30433642.2', status: 'running' } });
    expect(run(begun)).not.toHaveProperty('build.finishedAt');
    expect(run({ run_attempt: 3 })).toMatchObject({ build: { build: '30433642.3' } });
    expect(run({ run_attempt: undefined })).toMatchObject({ build: { build: '30433642.1' } });
    expect(suite({})).toMatchObject({ build: { build: '118578147.2026-03-02T14:08:00.000Z' } });
    expect(suite({ updated_at: '2026-03-02T15:00:00Z' })).toMatchObject({
      build: { build: '118578147.2026-03-02T15:00:00.000Z' },
    });
  });
  it.each([
    ['push', 'push'],
    ['schedule', 'schedule'],
    ['workflow_dispatch', 'manual'],
    ['repository_dispatch', 'manual'],
  ])('reads event %s as %s', (event, trigger) => {
    expect(run({ event })).toMatchObject({ build: { trigger } });
  });
  it.each([
    'pull_request',
    'pull_request_target',
    'workflow_run',
    'issue_comment',
    'merge_group',
    'release',
    null,
  ])('does not let a run for event %s speak for the revision that it names', (event) => {
    expect(run({ event })).toEqual(
      nothing(`a run that "${event ?? '?'}" started does not speak for its revision`),
    );
  });
  it.each(['queued', 'requested', 'waiting', 'pending', 'new one'])('leaves out what is %s', (state) => {
    expect(run({ status: state, conclusion: null })).toEqual(
      nothing(`a run that is "${state}" has not begun`),
    );
  });
  it('leaves to workflow_run what its own app found out', () => {
    expect(suite({ app: { slug: 'github-actions' } })).toEqual(
      nothing('the runs of github-actions tell of themselves'),
    );
    expect(tell('check_suite', { ...CHECK_SUITE, action: 'requested' })).toEqual([
      nothing('a suite that is "requested" is not over'),
    ]);
    expect(suite({ app: null })).toEqual(problem('it names no job, or one of more than 200 characters'));
  });
  it('tells of a status, which began with the first of them', () => {
    expect(status({})).toEqual({
      kind: 'build',
      build: {
        job: 'ci/octo',
        build: '5a3d0e16ab30 https://ci.example/builds/4711',
        revision: REVISION,
        status: 'passed',
        startedAt: '2026-03-02T14:08:00.000Z',
        finishedAt: '2026-03-02T14:08:00.000Z',
        url: 'https://ci.example/builds/4711',
        trigger: 'push',
      },
    });
    expect(status({ target_url: null, state: 'pending' })).toMatchObject({
      build: { build: '5a3d0e16ab30', status: 'running' },
    });
    expect(status({ state: 'error' })).toMatchObject({ build: { status: 'error' } });
    expect(status({ state: 'failure' })).toMatchObject({ build: { status: 'failed' } });
    expect(status({ state: 'odd' })).toMatchObject({ kind: 'problem' });
  });
  it.each<[object, string]>([
    [{ name: null, path: null }, 'it names no job, or one of more than 200 characters'],
    [{ name: 'x'.repeat(201) }, 'it names no job, or one of more than 200 characters'],
    [{ id: {} }, 'it has no id of a build of CI'],
    [{ head_sha: '5a3d0e1' }, 'build 30433642.2 of CI names no revision by its full id'],
    [{ head_sha: '0'.repeat(40) }, 'build 30433642.2 of CI names no revision by its full id'],
    [{ conclusion: 'a\nb' }, 'build 30433642.2 of CI is "a b", which is not known'],
  ])('says what is missing', (change, expected) => {
    expect(run(change)).toEqual(problem(expected));
  });
  it('takes no time and no link that is none', () => {
    const odd = run({ run_started_at: '0001-01-01T00:00:00Z', updated_at: 7, html_url: 'javascript:x' });
    expect(odd).not.toHaveProperty('build.startedAt');
    expect(odd).not.toHaveProperty('build.finishedAt');
    expect(odd).not.toHaveProperty('build.url');
  });
  it('says nothing of other events, and says so where there is none', () => {
    expect(tell('ping', { zen: 'yes' })).toEqual([nothing('an event "ping" says nothing of a line')]);
    expect(tell('push', null)).toEqual([nothing('an event "push" says nothing of a line')]);
    expect(tell(undefined, WORKFLOW_RUN)).toEqual([problem('it has no X-GitHub-Event')]);
    expect(tell('workflow_run', null)).toEqual([problem('it has no workflow_run')]);
    expect(tell('check_suite', [])).toEqual([problem('it has no check_suite')]);
  });
});
