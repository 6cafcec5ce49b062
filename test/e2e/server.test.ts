// Several git hosts and one line: the hooks and the commands of each ask a server.
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ANDON, bareScratch } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';
import { startServer } from '../support/server.ts';
import type { AndonServer } from '../support/server.ts';

/** A git host whose store is the server. */
async function openHost(server: AndonServer, more = ''): Promise<Scratch> {
  const scratch = bareScratch();
  const token = await server.newToken('--scope', 'push', '--name', 'host');
  writeFileSync(scratch.path('token'), token, { mode: 0o600 });
  await scratch.run('git', ['init', '-q', '--bare', '-b', 'main', scratch.server]);
  writeFileSync(
    scratch.path('server.git', 'andon.yaml'),
    `store: ${server.url}\ntokenFile: ${scratch.path('token')}\nrepository: ${scratch.folder}\n${more}`,
  );
  expect(await scratch.run(ANDON, ['install', scratch.server])).toMatchObject({ code: 0 });
  await scratch.git(['init', '-q', '-b', 'main', scratch.work], { cwd: scratch.folder });
  await scratch.git(['remote', 'add', 'origin', scratch.server]);
  return scratch;
}

test('one line over two git hosts: a cord pulled on one stops the other, and the fix passes', async () => {
  const home = bareScratch();
  const server = await startServer(home);
  const [a, b] = [await openHost(server), await openHost(server)];
  for (const host of [a, b]) {
    await host.commit('first\n');
    expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
  }
  expect((await a.andon(['stop', 'main', '-m', 'tests red'])).stdout).toContain('stop 1 opened');
  const refused = await b.commit('second\n');
  const answer = await b.push(['origin', 'main']);
  expect(answer.code).toBe(1);
  expect(answer.stderr).toContain('line main is STOPPED');
  expect(answer.stderr).toContain('tests red');
  expect(await b.serverRef('main')).not.toBe(refused);
  expect(await b.andon(['status'])).toMatchObject({ code: 3 });
  await b.git(['commit', '-q', '--amend', '--allow-empty', '-m', 'mend\n\nFixes-Build: 1']);
  expect(await b.push(['origin', 'main'])).toMatchObject({ code: 0 });
  expect((await b.andon(['resume', 'main', '-m', 'green'])).stdout).toContain('stop 1 lifted');
  await a.commit('third\n');
  expect(await a.push(['origin', 'main'])).toMatchObject({ code: 0 });
  const kinds = (await a.journal()).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === 'push.settled')).toHaveLength(4);
  expect(kinds.filter((kind) => kind === 'push.refused')).toHaveLength(1);
  expect(await a.andon(['audit', 'verify'])).toMatchObject({ code: 0 });
  expect(await a.andon(['doctor'])).toMatchObject({ code: 0 });
});

test('a server that is away refuses, or is done without, and hears of it later', async () => {
  const home = bareScratch();
  const server = await startServer(home);
  const closed = await openHost(server, 'deadline: 2s\n');
  const open = await openHost(server, 'deadline: 2s\nonUnavailable: open\n');
  for (const host of [closed, open]) {
    await host.commit('first\n');
    expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
  }
  await server.stop('SIGKILL');
  for (const host of [closed, open]) await host.commit('second\n');
  const refused = await closed.push(['origin', 'main']);
  expect(refused.code).toBe(1);
  expect(refused.stderr.replaceAll(/\s+remote:\s+/g, ' ')).toContain(
    `The server ${server.url} cannot be asked`,
  );
  expect(await open.push(['origin', 'main'])).toMatchObject({ code: 0 });
  const again = await startServer(home, { port: Number(new URL(server.url).port) });
  for (const host of [closed, open]) {
    await host.commit('third\n');
    expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
  }
  const entries = await open.journal();
  expect(
    entries
      .filter((entry) => 'unavailable' in entry)
      .map(({ kind }) => kind)
      .sort(),
  ).toEqual(['push.admitted', 'push.refused']);
  expect(await open.andon(['audit', 'verify'])).toMatchObject({ code: 0 });
  await again.stop();
});
