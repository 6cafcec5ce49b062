// The rule that asks a tracker, through the real hook.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bareScratch, entriesOf, openScratch } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';
import { startTicketServer } from '../support/ticket-server.ts';
import type { TicketServer } from '../support/ticket-server.ts';

const TOKEN = 's3cret-t0ken';

/** A tracker that has one open ticket and one closed one, and shows them to who has the token. */
async function startTracker(): Promise<TicketServer> {
  const states: Readonly<Record<string, string>> = { '/issue/ABC-1': 'Open', '/issue/ABC-2': 'Closed' };
  return startTicketServer(({ url = '', headers }, response) => {
    const state = states[url];
    if (headers.authorization !== `Bearer ${TOKEN}`) response.writeHead(401).end();
    else if (state === undefined) response.writeHead(404).end();
    else response.end(JSON.stringify({ fields: { status: { name: state } } }));
  });
}

/** A guarded repository, whose rule asks this tracker. */
async function guarded(url: string, more = ''): Promise<Scratch> {
  const { path } = bareScratch();
  writeFileSync(path('token'), `Authorization: Bearer ${TOKEN}\n`, { mode: 0o600 });
  return openScratch({
    config: `
guard:
  ticket-exists: { url: '${url}', headerFile: ${path('token')}${more} }
`,
  });
}

const MAIN = ['origin', 'HEAD:refs/heads/main'];

test('a push passes whose tickets exist, and one that names none is not asked about', async () => {
  const { url, requests } = await startTracker();
  const scratch = await guarded(url);
  await scratch.commit('web: box\n');
  expect(await scratch.push(MAIN)).toMatchObject({ code: 0 });
  expect(requests).toEqual([]);
  await scratch.commit('web: box ABC-1\n\nABC-1, and Ticket: ABC-2\n');
  await scratch.commit('web: more of ABC-1\n');
  expect(await scratch.push([...MAIN, 'HEAD:refs/heads/side'])).toMatchObject({ code: 0 });
  expect(requests).toHaveLength(2);
  expect(new Set(requests.map((request) => request.url))).toEqual(new Set(['/issue/ABC-1', '/issue/ABC-2']));
});

test('a push is refused that names a ticket which does not exist', async () => {
  const { url } = await startTracker();
  const scratch = await guarded(url);
  await scratch.commit('web: box ABC-3\n');
  const { code, stderr } = await scratch.push(MAIN);
  expect(code).toBe(1);
  expect(stderr).toContain('[ticket-exists]');
  expect(stderr.replaceAll(/\s*\nremote: */g, ' ')).toContain(
    'The ticket "ABC-3" does not exist; a message may name only tickets that do',
  );
  expect(stderr).toContain('git commit --amend');
  expect(await scratch.serverRef('main')).toBeUndefined();
});

test('a push is refused that names a ticket in another state than wanted', async () => {
  const { url } = await startTracker();
  const scratch = await guarded(url, ', field: /fields/status/name, values: [Open]');
  await scratch.commit('web: box ABC-1\n');
  expect(await scratch.push(MAIN)).toMatchObject({ code: 0 });
  await scratch.commit('web: box ABC-2\n');
  const { code, stderr } = await scratch.push(MAIN);
  expect(code).toBe(1);
  expect(stderr.replaceAll(/\s*\nremote: */g, ' ')).toContain(
    'The ticket "ABC-2" has "Closed" at "/fields/status/name"; expected "Open"',
  );
});

test('a push is refused while the tracker is down, and no token shows', async () => {
  const { url, stop } = await startTracker();
  const scratch = await guarded(url);
  await stop();
  await scratch.commit('web: box ABC-1\n');
  const { code, stderr } = await scratch.push(MAIN);
  expect(code).toBe(1);
  expect(stderr).toContain('[ticket-exists]');
  expect(stderr).toContain('ECONNREFUSED');
  const journal = JSON.stringify(await scratch.journal());
  expect(journal).toContain('ECONNREFUSED');
  const applied = readFileSync(join(scratch.server, 'andon', 'applied.json'), 'utf8');
  expect(`${stderr}${journal}${applied}`).not.toContain(TOKEN);
  await scratch.git(['commit', '-q', '--amend', '--allow-empty', '-m', 'web: box']);
  expect(await scratch.push(MAIN)).toMatchObject({ code: 0 });
});

test('a push passes with a warning while the tracker is down, where the admin says so', async () => {
  const { url, stop } = await startTracker();
  const scratch = await guarded(url, ', unavailable: warn');
  await scratch.commit('web: box ABC-3\n');
  expect(await scratch.push(MAIN)).toMatchObject({ code: 1 });
  await stop();
  const { code, stderr } = await scratch.push(MAIN);
  expect(code).toBe(0);
  expect(stderr).toContain('[ticket-exists]');
  expect(stderr).toContain('ECONNREFUSED');
  expect(await entriesOf(scratch, 'push.admitted')).toMatchObject([
    { findings: [{ rule: 'ticket-exists', severity: 'warn' }] },
  ]);
});

test('what another line took in already is not asked for again', async () => {
  const { url, requests } = await startTracker();
  const scratch = await guarded(url);
  await scratch.commit('web: start\n');
  expect(await scratch.push([...MAIN, 'HEAD:refs/heads/side'])).toMatchObject({ code: 0 });
  await scratch.commit('web: box ABC-1\n');
  expect(await scratch.push(MAIN)).toMatchObject({ code: 0 });
  expect(requests).toHaveLength(1);
  await scratch.commit('web: box ABC-2\n');
  expect(await scratch.push(['origin', 'HEAD:refs/heads/side'])).toMatchObject({ code: 0 });
  expect(requests.map((request) => request.url)).toEqual(['/issue/ABC-1', '/issue/ABC-2']);
});

test.each([
  ['ticket-exists: error', 'has no "url"'],
  ["ticket-exists: { url: 'https://tracker.example/issue/' }", 'guard.ticket-exists.url has to be an http'],
  ["ticket-exists: { url: 'https://me:pw@tracker.example/{key}' }", 'guard.ticket-exists.url has to be'],
])('andon config check finds what is wrong with %j', async (rule, words) => {
  const scratch = await openScratch();
  writeFileSync(join(scratch.server, 'andon.yaml'), `guard:\n  ${rule}\n`);
  const { code, stderr } = await scratch.andon(['config', 'check']);
  expect(code).toBe(5);
  expect(stderr).toContain(words);
});
