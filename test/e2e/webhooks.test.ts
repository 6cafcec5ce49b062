// What a CI sends to a server by itself stops the line of a git host whose store the server is.
import { writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { BUILD } from '../fixtures/webhooks/buildbot.ts';
import { ANDON, bareScratch } from '../support/scratch.ts';
import { startServer } from '../support/server.ts';

const SECRET = '0123456789abcdef0123456789abcdef';

test('a red build that Buildbot tells of stops the line, and a green one on newer code resumes it', async () => {
  const host = bareScratch();
  writeFileSync(host.path('secret'), `${SECRET}\n`, { mode: 0o600 });
  writeFileSync(
    host.path('serve.yaml'),
    `lines: { main: { refs: [HEAD] } }
webhooks: { buildbot: { kind: buildbot, line: main, secretFile: ${host.path('secret')}, prefix: bb/ } }
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
  const tell = async (revision: string, results: number): Promise<number> => {
    const buildset = { sourcestamps: [{ revision }] };
    const body = JSON.stringify({ ...BUILD, buildid: results, properties: {}, buildset, results });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${SECRET}` };
    const url = `${server.url}/v1/webhooks/buildbot`;
    return (await fetch(url, { method: 'POST', headers, body })).status;
  };
  const first = await host.commit('first\n');
  expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
  expect(await tell(first, 2)).toBe(200);
  await host.commit('second\n');
  const refused = await host.push(['origin', 'main']);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain(`bb/web failed on ${first.slice(0, 7)}`);
  await host.git(['commit', '-q', '--amend', '--allow-empty', '-m', 'mend\n\nFixes-Build: 1']);
  expect(await host.push(['origin', 'main'])).toMatchObject({ code: 0 });
  const mended = (await host.git(['rev-parse', 'HEAD'])).trim();
  expect(await tell(mended, 0)).toBe(200);
  expect(await host.andon(['status'])).toMatchObject({ code: 0 });
  expect((await host.andon(['log'])).stdout).toContain('by webhook buildbot');
});
