// The real Prometheus Alertmanager fires, and what it sends to a webhook enters the line.
import { writeFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';
import { requireProgram, startDaemon } from '../support/daemon.ts';
import { startHookServer } from '../support/hook-server.ts';
import { entriesOf, withMain } from '../support/scratch.ts';
import type { Ran } from '../support/scratch.ts';

test('what Alertmanager groups and sends stops the line, and says when it is over', async () => {
  const program = requireProgram('/usr/bin/prometheus-alertmanager', 'prometheus-alertmanager');
  const { scratch } = await withMain();
  const told: Promise<Ran>[] = [];
  const { url, received } = await startHookServer((response, number) => {
    const input = received[number]?.body ?? '';
    told.push(scratch.andon(['alert', '--from', 'alertmanager', '--line', 'main'], { input }));
    response.end();
  });
  writeFileSync(
    scratch.path('alertmanager.yml'),
    `route: { receiver: andon, group_by: [job], group_wait: 1s, group_interval: 1s, repeat_interval: 1h }
receivers: [{ name: andon, webhook_configs: [{ url: '${url}' }] }]
`,
  );
  const address = await startDaemon(
    scratch,
    [
      program,
      `--config.file=${scratch.path('alertmanager.yml')}`,
      `--storage.path=${scratch.path('alertmanager')}`,
      '--web.listen-address=127.0.0.1:0',
      '--cluster.listen-address=',
    ],
    (said) => /msg="Listening on" address=(\S+)/.exec(said)?.[1],
  );
  const fire = async (alerts: readonly object[]): Promise<void> => {
    const body = JSON.stringify(alerts);
    const headers = { 'content-type': 'application/json' };
    const { status } = await fetch(`http://${address}/api/v2/alerts`, { method: 'POST', headers, body });
    expect(status).toBe(200);
  };
  const latency = {
    labels: { alertname: 'HighLatency', job: 'web', severity: 'page' },
    annotations: { summary: 'p99 is above 2 s\n"; $(id) \u001b[31m' },
    generatorURL: 'http://prometheus:9090/graph?g0.expr=up&g0.tab=1',
  };
  const disk = { labels: { alertname: 'DiskFills', job: 'web', severity: 'none', instance: 'web1:9100' } };
  await fire([latency, disk]);
  await vi.waitFor(() => expect(told).toHaveLength(1), 20_000);
  expect(await told[0]).toMatchObject({ code: 0, stderr: '' });
  const first = await entriesOf(scratch, 'alert.reported');
  expect(new Set(first.map(({ severity, state, summary }) => `${severity} ${state}: ${summary}`))).toEqual(
    new Set(['info firing: DiskFills on web1:9100', 'critical firing: p99 is above 2 s "; $(id) [31m']),
  );
  expect(await entriesOf(scratch, 'stop.opened')).toMatchObject([
    { level: 'stop', url: latency.generatorURL },
  ]);
  await fire([{ ...latency, endsAt: new Date().toISOString() }]);
  await vi.waitFor(() => expect(told).toHaveLength(2), 20_000);
  expect(await told[1]).toMatchObject({ code: 0, stderr: '' });
  const resolved = (await entriesOf(scratch, 'alert.reported')).slice(2);
  const { key = '' } = first.find(({ severity }) => severity === 'critical') ?? {};
  expect(key).toMatch(/^HighLatency\/[0-9a-f]{16}$/);
  expect(resolved).toMatchObject([{ source: 'alertmanager', key, state: 'resolved' }]);
});
