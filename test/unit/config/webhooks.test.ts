import { describe, expect, test } from 'vitest';
import { compilePolicy } from '../../../src/config/compile.ts';

const compile = (webhooks: unknown) =>
  compilePolicy([{ file: 'a.yaml', scope: 'repository', value: { webhooks } }], '/srv/web.git');
const problemsOf = (webhook: unknown): unknown => {
  const compiled = compile({ ci: webhook });
  return compiled.kind === 'refused' ? compiled.problems.map(({ message }) => message) : 'compiled';
};
const SOUND = { kind: 'github', line: 'main', secret: 'env:CI_SECRET' };

describe('webhooks', () => {
  test.each<[object, object]>([
    [SOUND, { kind: 'github', line: 'main', secret: { env: 'CI_SECRET' } }],
    [
      { kind: 'jenkins', line: 'main', secretFile: '/etc/s', jobs: ['web-*'], prefix: 'jenkins/' },
      { kind: 'jenkins', line: 'main', secret: { file: '/etc/s' }, jobs: ['web-*'], prefix: 'jenkins/' },
    ],
    [
      { kind: 'grafana', secretFile: '/etc/s' },
      { kind: 'grafana', secret: { file: '/etc/s' } },
    ],
    [
      {
        ...SOUND,
        kind: 'generic',
        build: { job: 'web', build: '/id', revision: '/sha', status: '/ok' },
        words: { yes: 'passed' },
      },
      {
        kind: 'generic',
        line: 'main',
        secret: { env: 'CI_SECRET' },
        mapping: {
          build: { job: 'web', build: '/id', revision: '/sha', status: '/ok' },
          words: { yes: 'passed' },
        },
      },
    ],
  ])('are compiled', (webhook, expected) => {
    expect(compile({ ci: webhook })).toMatchObject({
      kind: 'compiled',
      policy: { webhooks: [{ name: 'ci', ...expected }] },
    });
  });
  test('are nothing where there are none', () => {
    expect(compile({})).not.toHaveProperty('policy.webhooks');
  });
  test.each<[object, string[]]>([
    [{}, ['webhooks.ci.kind is missing, expected one of github, gitlab, gitea, forgejo, jenkins, buildbot, alertmanager, grafana, pagerduty, cloudevents, generic']], // prettier-ignore
    [{ kind: 'github', line: 'main' }, ['webhooks.ci.secretFile is missing, expected secretFile or secret']],
    [{ ...SOUND, secretFile: '/s' }, ['webhooks.ci.secret stands beside secretFile, expected one of them']],
    [{ ...SOUND, line: undefined, kind: 'pagerduty' }, ['webhooks.ci.line is missing, expected a line']],
    [{ kind: 'gitlab', secret: 'env:S' }, ['webhooks.ci.line is missing, expected a line']],
    [
      { ...SOUND, kind: 'alertmanager', jobs: ['x'] },
      ['webhooks.ci.jobs is nothing that a webhook of kind "alertmanager" has a use for'],
    ],
    [
      { ...SOUND, words: { a: 'passed' } },
      ['webhooks.ci.words is nothing that a webhook of kind "github" has a use for'],
    ],
    [{ ...SOUND, kind: 'generic' }, ['webhooks.ci.build is missing, expected build or alert']],
    [
      { ...SOUND, kind: 'generic', build: { job: 'web', build: '/id' } },
      ['webhooks.ci.build does not say where to find revision, status'],
    ],
    [
      { ...SOUND, kind: 'generic', alert: { key: '/k', state: '/s' }, prefix: 'x' },
      ['webhooks.ci.prefix is nothing that a webhook of kind "generic" has a use for'],
    ],
    [{ ...SOUND, secret: 'hunter2' }, ['webhooks.ci.secret is not shown, expected env:NAME']],
    [
      { ...SOUND, secretFile: 's', secret: undefined },
      ['webhooks.ci.secretFile is "s", expected an absolute path'],
    ],
    [{ ...SOUND, sekret: 'x' }, ['webhooks.ci.sekret is not a setting, did you mean "secret"?']],
  ])('are refused with the reason', (webhook, problems) => {
    const set = Object.fromEntries(Object.entries(webhook).filter(([, value]) => value !== undefined));
    expect(problemsOf(set)).toEqual(problems);
  });
});
