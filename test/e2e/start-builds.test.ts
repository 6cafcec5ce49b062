// A push that has landed starts the CI: by a signed push event, by a URL, or by a command.
import { createHmac } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { startHookServer } from '../support/hook-server.ts';
import { openScratch } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';

const LINES = 'lines: { main: { refs: [HEAD] }, release: { refs: [refs/heads/release/*] } }';
const SECRET = 'It is a secret to everybody';

async function withChannel(channel: string, more = ''): Promise<Scratch> {
  return openScratch({ config: `repository: team/web\n${LINES}\nchannels:\n  ci: ${channel}\n${more}` });
}

/** Waits until nobody delivers, so that the folder can go. */
async function settled({ server }: Scratch): Promise<void> {
  await vi.waitFor(() => expect(existsSync(join(server, 'andon', 'deliver.awaited'))).toBe(false), 15_000);
}

describe('a channel of kind github', () => {
  const clone = 'https://git.example/{repository}.git';
  const github = (url: string, more = ''): string =>
    `{ kind: github, url: "${url}", clone: "${clone}", allowPrivate: [127.0.0.1]${more} }`;

  it('is sent a signed push event of each revision that lands on a line', async () => {
    const hook = await startHookServer();
    const scratch = await openScratch();
    const file = join(scratch.folder, 'secret');
    writeFileSync(file, `${SECRET}\n`);
    writeFileSync(
      join(scratch.server, 'andon.yaml'),
      `repository: team/web\n${LINES}\nchannels: { ci: ${github(hook.url, `, secretFile: ${file}`)} }\n`,
    );
    await scratch.andon(['config', 'apply']);
    const first = await scratch.commit('first\n');
    await scratch.push(['origin', 'main', 'main:refs/heads/scratch']);
    await vi.waitFor(() => expect(hook.received).toHaveLength(1), 10_000);
    writeFileSync(join(scratch.work, 'ünï code'), 'a');
    await scratch.git(['add', '.']);
    const second = await scratch.commit('second\n\nWith a body.\n');
    await scratch.git(['mv', 'ünï code', 'b']);
    const third = await scratch.commit('third\n');
    await scratch.push(['origin', 'main', 'main:refs/heads/release/1']);
    await vi.waitFor(() => expect(hook.received).toHaveLength(3), 10_000);
    const [created, updated, release] = hook.received;
    const { body = '', headers = {} } = updated ?? {};
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-github-event': 'push',
      'x-hub-signature-256': `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`,
    });
    expect(headers['x-github-delivery']).not.toBe(release?.headers['x-github-delivery']);
    expect(JSON.parse(created?.body ?? '')).toMatchObject({
      ref: 'refs/heads/main',
      before: '0'.repeat(40),
      after: first,
      created: true,
      commits: [{ id: first, message: 'first\n' }],
    });
    const about = { name: 'web', full_name: 'team/web', clone_url: 'https://git.example/team/web.git' };
    expect(JSON.parse(body)).toMatchObject({
      ref: 'refs/heads/main',
      before: first,
      after: third,
      created: false,
      deleted: false,
      forced: false,
      repository: about,
      pusher: { name: expect.any(String) as string },
      commits: [
        { id: second, message: 'second\n\nWith a body.\n', added: ['ünï code'], removed: [], modified: [] },
        { id: third, added: ['b'], removed: ['ünï code'], distinct: true },
      ],
      head_commit: { id: third, author: { name: 'A U Thor', email: 'author@example.com' } },
    });
    expect(JSON.parse(release?.body ?? '')).toMatchObject({ ref: 'refs/heads/release/1', created: true });
    await settled(scratch);
  });

  it('hears of what was moved past the hooks, of a rewind with its commit, and of no deletion', async () => {
    const hook = await startHookServer();
    const scratch = await withChannel(github(hook.url));
    const first = await scratch.commit('first\n');
    await scratch.commit('second\n');
    await scratch.push(['origin', 'main', 'main:refs/heads/release/1']);
    await vi.waitFor(() => expect(hook.received).toHaveLength(2), 10_000);
    await scratch.git(['reset', '-q', '--hard', first]);
    await scratch.push(['-f', 'origin', 'main', ':refs/heads/release/1']);
    await vi.waitFor(() => expect(hook.received).toHaveLength(3), 10_000);
    expect(JSON.parse(hook.received[2]?.body ?? '')).toMatchObject({
      after: first,
      forced: true,
      commits: [{ id: first }],
    });
    const third = await scratch.commit('third\n');
    await scratch.git(['push', '-q', 'origin', 'main:refs/heads/aside']);
    await scratch.git(['update-ref', 'refs/heads/main', third], { cwd: scratch.server });
    await scratch.andon(['audit', 'reconcile']);
    await vi.waitFor(() => expect(hook.received).toHaveLength(4), 10_000);
    expect(JSON.parse(hook.received[3]?.body ?? '')).toMatchObject({
      after: third,
      pusher: { name: 'andon' },
    });
    await settled(scratch);
  });

  it('gets what it has not had yet in the next attempt', async () => {
    const hook = await startHookServer((response, number) =>
      response.writeHead(number === 1 ? 503 : 200, { 'retry-after': '0' }).end(),
    );
    const scratch = await withChannel(github(hook.url));
    await scratch.commit('first\n');
    await scratch.push(['origin', 'main', 'main:refs/heads/release/1', 'main:refs/heads/release/2']);
    await vi.waitFor(() => expect(hook.received).toHaveLength(2), 10_000);
    await vi.waitFor(async () => {
      const { stdout } = await scratch.andon(['notify', 'list']);
      expect(stdout).toContain('1 attempt failed (the server answered 503)');
    }, 10_000);
    await scratch.andon(['notify', 'retry', 'ci']);
    await vi.waitFor(() => expect(hook.received.length).toBeGreaterThanOrEqual(4), 15_000);
    await settled(scratch);
    const ids = hook.received.map(({ headers }) => headers['x-github-delivery']);
    expect(ids[1]).toBe(ids[2]);
    expect(new Set(ids).size).toBe(3);
  });
});

describe('a channel of kind get', () => {
  it('asks for its URL with what landed in its placeholders, encoded', async () => {
    const hook = await startHookServer();
    const scratch = await withChannel(
      `{ kind: get, url: "${hook.url}/git/notifyCommit?url={repository}&branches={branch}&sha1={revision}&by={pusher}",
         lines: [release], allowPrivate: [127.0.0.1] }`,
    );
    const first = await scratch.commit('first\n');
    await scratch.push(['origin', 'main', 'main:refs/heads/release/a&b=%41']);
    await vi.waitFor(() => expect(hook.received).toHaveLength(1), 10_000);
    const [{ path, body } = { path: '', body: '-' }] = hook.received;
    expect(path).toContain(
      `/git/notifyCommit?url=team%2Fweb&branches=release%2Fa%26b%3D%2541&sha1=${first}&by=`,
    );
    expect(body).toBe('');
    await settled(scratch);
  });
});

describe('a command with placeholders', () => {
  it('is run for each revision, and no word of it becomes two', async () => {
    const scratch = await openScratch();
    const [program, log] = [join(scratch.folder, 'sendchange'), join(scratch.folder, 'log')];
    writeFileSync(program, `#!/bin/sh\nfor word; do printf '<%s>' "$word"; done >>${log}\necho >>${log}\n`, {
      mode: 0o755,
    });
    writeFileSync(
      join(scratch.server, 'andon.yaml'),
      `${LINES}\nchannels: { ci: { kind: command, command: [${program}, "--comments={subject}", "{line}", --, "{branch}"] } }\n`,
    );
    await scratch.commit('--first; $(touch x) {branch}\n');
    await scratch.push(['origin', 'main', 'main:refs/heads/release/1']);
    const words = '<--comments=--first; $(touch x) {branch}>';
    await vi.waitFor(() => {
      expect(existsSync(log) && readFileSync(log, 'utf8').split('\n').sort()).toEqual([
        '',
        `${words}<main><--><main>`,
        `${words}<release><--><release/1>`,
      ]);
    }, 10_000);
    await settled(scratch);
  });
});

describe('andon notify test', () => {
  it('starts a build of what is there', async () => {
    const hook = await startHookServer();
    const scratch = await withChannel(
      `{ kind: get, url: "${hook.url}/{revision}", allowPrivate: [127.0.0.1] }`,
    );
    const nothing = await scratch.andon(['notify', 'test', 'ci']);
    expect(nothing.stdout).toBe('sent: there was nothing to build\n');
    const first = await scratch.commit('first\n');
    await scratch.push(['origin', 'main']);
    await vi.waitFor(() => expect(hook.received).toHaveLength(1), 10_000);
    expect(await scratch.andon(['notify', 'test', 'ci', '--event', 'stop.opened'])).toMatchObject({
      code: 2,
      stderr: 'andon: Channel "ci" starts builds and hears of no event\nhint: Leave --event away\n',
    });
    expect((await scratch.andon(['notify', 'test', 'ci'])).stdout).toBe('sent: the server answered 200\n');
    expect(hook.received.map(({ path }) => path)).toEqual([`/${first}`, `/${first}`]);
    await settled(scratch);
  });
});
