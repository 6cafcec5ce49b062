// What real programs send to a server by themselves stops the line of a git host whose store the server is.
import { appendFileSync, writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { openBuildbot } from '../support/buildbot.ts';
import { requireProgram, startDaemon } from '../support/daemon.ts';
import { ANDON, bareScratch, entriesOf } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';
import { startServer } from '../support/server.ts';

const SECRET = '0123456789abcdef0123456789abcdef';
const PATIENCE = { timeout: 40_000, interval: 200 };

/** A git host whose store is a server that takes a webhook. */
async function openHost(kind: string): Promise<{ readonly host: Scratch; readonly url: string }> {
  const host = bareScratch();
  writeFileSync(host.path('secret'), `${SECRET}\n`, { mode: 0o600 });
  writeFileSync(
    host.path('serve.yaml'),
    `lines: { main: { refs: [HEAD] } }
webhooks: { own: { kind: ${kind}, line: main, secretFile: ${host.path('secret')} } }
`,
  );
  const server = await startServer(host, { flags: ['--config', host.path('serve.yaml')] });
  const token = await server.newToken('--scope', 'push', '--name', 'host');
  writeFileSync(host.path('token'), token, { mode: 0o600 });
  await host.run('git', ['init', '-q', '--bare', '-b', 'main', host.server]);
  writeFileSync(
    host.path('server.git', 'andon.yaml'),
    `store: ${server.url}\ntokenFile: ${host.path('token')}\nrepository: web\n`,
  );
  expect(await host.run(ANDON, ['install', host.server])).toMatchObject({ code: 0 });
  await host.git(['init', '-q', '-b', 'main', host.work], { cwd: host.folder });
  await host.git(['remote', 'add', 'origin', host.server]);
  return { host, url: `${server.url}/v1/webhooks/own` };
}

test('Buildbot stops the line by a webhook and resumes it', { timeout: 150_000 }, async () => {
  const { host, url } = await openHost('buildbot');
  const buildbot = await openBuildbot(host);
  appendFileSync(
    host.path('master', 'master.cfg'),
    `
from buildbot.plugins import reporters
c['builders'] = [util.BuilderConfig(name='web', workernames=['local'], factory=util.BuildFactory([
    steps.Git(repourl='${host.server}', mode='full', method='fresh'),
    steps.ShellCommand(command=['sh', 'test']),
]))]
c['services'] = [reporters.HttpStatusPush(serverUrl='${url}', headers={'Authorization': 'Bearer ${SECRET}'})]
`,
  );
  await buildbot.start();
  const build = async (script: string, message: string): Promise<string> => {
    writeFileSync(host.path('work', 'test'), `${script}\n`);
    await host.git(['add', 'test']);
    await host.git(['commit', '-q', '-m', message]);
    expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
    const revision = (await host.git(['rev-parse', 'HEAD'])).trim();
    const change = ['--', 'main', revision, 'dana', 'change'];
    expect(await host.run(host.path('start-build'), change)).toMatchObject({ code: 0 });
    return revision;
  };
  const untilTold = async (revision: string, status: string): Promise<void> =>
    vi.waitFor(async () => {
      const told = (await entriesOf(host, 'build.reported')).filter((each) => each.revision === revision);
      expect(told.map((each) => each.status)).toEqual(['running', status]);
      expect(new Set(told.map((each) => each.build)).size).toBe(1);
    }, PATIENCE);
  await untilTold(await build('false', 'break it'), 'failed');
  const [stop] = await entriesOf(host, 'stop.opened');
  expect(stop).toMatchObject({ by: 'webhook own', url: expect.stringContaining('#builders/') as unknown });
  await host.commit('more\n');
  expect((await host.push(['origin', 'main'])).stderr).toContain('web failed on ');
  await host.git(['reset', '-q', '--hard', 'origin/main']);
  await untilTold(await build('true', 'mend it\n\nFixes-Build: 1'), 'passed');
  expect(await host.andon(['status'])).toMatchObject({ code: 0 });
});

test('Alertmanager stops the line by a webhook, with a password', { timeout: 60_000 }, async () => {
  const program = requireProgram('/usr/bin/prometheus-alertmanager', 'prometheus-alertmanager');
  const { host, url } = await openHost('alertmanager');
  await host.commit('first\n');
  expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
  writeFileSync(
    host.path('alertmanager.yml'),
    `route: { receiver: andon, group_by: [job], group_wait: 1s, group_interval: 1s, repeat_interval: 1h }
receivers:
  - name: andon
    webhook_configs: [{ url: '${url}', http_config: { authorization: { credentials_file: ${host.path('secret')} } } }]
`,
  );
  const address = await startDaemon(
    host,
    [
      program,
      `--config.file=${host.path('alertmanager.yml')}`,
      `--storage.path=${host.path('alertmanager')}`,
      '--web.listen-address=127.0.0.1:0',
      '--cluster.listen-address=',
    ],
    (said) => /msg="Listening on" address=(\S+)/.exec(said)?.[1],
  );
  const labels = { alertname: 'HighLatency', job: 'web', severity: 'page' };
  const body = JSON.stringify([{ labels, annotations: { summary: 'p99 is above 2 s' } }]);
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(`http://${address}/api/v2/alerts`, { method: 'POST', headers, body })).status).toBe(
    200,
  );
  await vi.waitFor(async () => expect(await entriesOf(host, 'stop.opened')).toHaveLength(1), PATIENCE);
  expect(await entriesOf(host, 'alert.reported')).toMatchObject([
    { source: 'own', severity: 'critical', state: 'firing', by: 'webhook own' },
  ]);
  await host.commit('second\n');
  expect((await host.push(['origin', 'main'])).stderr).toContain('p99 is above 2 s');
});
