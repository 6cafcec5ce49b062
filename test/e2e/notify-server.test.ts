// The channels of a server, looked at and tried from where its database is.
import { writeFileSync } from 'node:fs';
import { expect, it, vi } from 'vitest';
import { startHookServer } from '../support/hook-server.ts';
import { bareScratch } from '../support/scratch.ts';
import { openHost, startServer } from '../support/server.ts';

it('andon notify lists, tests and retries the channels of a server', async () => {
  let status = 410;
  const hook = await startHookServer((response) => response.writeHead(status).end('no'));
  const home = bareScratch();
  const config = home.path('server.yaml');
  const url = JSON.stringify(hook.url);
  writeFileSync(config, `channels: { ops: { kind: slack, url: ${url}, allowPrivate: [127.0.0.1] } }\n`);
  const server = await startServer(home, { flags: ['--config', config] });
  const host = await openHost(server);
  expect((await host.andon(['stop', 'main', '-m', 'red'])).code).toBe(0);
  const flags = ['--database', server.database, '--config', config];
  const notify = async (command: string, ...more: readonly string[]): Promise<string> =>
    (await home.andon(['notify', command, ...more, ...flags])).stdout;
  await vi.waitFor(async () => expect(await notify('list')).toContain('given up'), 10_000);
  status = 200;
  expect(await notify('test', 'ops')).toBe('sent: the server answered 200\n');
  const count = hook.received.length;
  expect(await notify('retry')).toBe('ops: 1 put back\n');
  await vi.waitFor(() => expect(hook.received.length).toBeGreaterThan(count), 10_000);
  expect(hook.received.at(-1)?.body).toContain('STOPPED');
  const { code, stderr } = await host.andon(['notify', 'list']);
  expect([code, stderr]).toEqual([
    2,
    `andon: Who announces is the server ${server.url}\nhint: Run there: andon notify list --database FILE --config FILE\n`,
  ]);
  expect((await home.andon(['notify', 'list', ...flags.slice(0, 2)])).stderr).toContain('--config FILE');
  const none = await home.andon(['notify', 'list', '--database', home.path('none.db'), ...flags.slice(2)]);
  expect(none.stderr).toContain('There is no database');
});
