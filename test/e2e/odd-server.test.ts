// A git host whose server answers what no server of andon does: the store is away, and onUnavailable decides.
import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it, onTestFinished } from 'vitest';
import type { Scratch } from '../support/scratch.ts';
import { bareScratch } from '../support/scratch.ts';
import { openHost, startServer } from '../support/server.ts';

/** Makes a host, whose server is then another. */
async function hostOf(answer: (response: ServerResponse) => void, more = ''): Promise<Scratch> {
  const server = await startServer(bareScratch());
  const host = await openHost(server, more);
  const odd = createServer((_, response) => answer(response));
  await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    odd.closeAllConnections();
    odd.close();
  });
  const config = host.path('server.git', 'andon.yaml');
  const url = `http://127.0.0.1:${(odd.address() as AddressInfo).port}`;
  writeFileSync(config, readFileSync(config, 'utf8').replace(server.url, url));
  await host.commit('first\n');
  return host;
}

const html = (response: ServerResponse): void => void response.end('<h1>Maintenance</h1>');
const map = (response: ServerResponse): void => void response.end('{}');
const problem = (response: ServerResponse): void =>
  void response
    .writeHead(409)
    .end(JSON.stringify({ title: 'no\x1b[2J', code: 'stop-lifted', kind: 'usage', hints: 42 }));

it.each([
  ['a page', html],
  ['a map of something else', map],
])('%s refuses, or lets in, as the admin says', async (_, answer) => {
  const closed = await hostOf(answer);
  const refused = await closed.push(['origin', 'main']);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('andon cannot tell whether the line runs');
  expect(refused.stderr).not.toContain('internal error');
  const open = await hostOf(answer, 'onUnavailable: open\n');
  expect(await open.push(['origin', 'main'])).toMatchObject({ code: 0 });
});

it('a problem with hints that are none refuses, and nothing of it reaches the terminal', async () => {
  const host = await hostOf(problem);
  const refused = await host.push(['origin', 'main']);
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('no\\x1b[2J');
  for (const word of ['\x1b[2J', 'TypeError', 'internal error']) expect(refused.stderr).not.toContain(word);
});

it('a time that is none is told to nobody', async () => {
  const line = { line: 'main', status: 'stopped', since: '\x1b[2J', stops: [], repositories: [] };
  const lines = { head: { seq: 1, hash: '' }, now: '2026-03-02T14:00:00Z', tag: '', lines: [line] };
  const host = await hostOf((response) => void response.end(JSON.stringify(lines)));
  const { code, stdout, stderr } = await host.andon(['status']);
  expect([code, stdout]).toEqual([6, '']);
  expect(stderr).toContain('it answered 200 with what is no answer of andon');
  expect(stderr).toMatch(/^hint: See what answers there: curl -i http:\S+\/readyz$/m);
});
