// What whoever pushes can make of a channel that starts builds: nothing but a build.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sendAnnouncement } from '../../src/channel/send-announcement.ts';
import { readHistory } from '../../src/push/read-history.ts';
import { openRepository } from '../../src/git/git-repository.ts';
import type { Landed } from '../../src/journal/landed.ts';
import type { StarterDestination } from '../../src/notify/channel.ts';
import type { Sent } from '../../src/notify/deliver.ts';
import { formatPushEvent } from '../../src/notify/push-event.ts';
import type { Oid } from '../../src/ref/oid.ts';
import { announcement, channel, sendContext } from '../support/announcements.ts';
import { temporaryFolder } from '../support/engines.ts';
import { MAIN, oid, refName } from '../support/gate.ts';
import { startHookServer } from '../support/hook-server.ts';
import { bareScratch } from '../support/scratch.ts';

const LANDED: Landed = {
  repository: '/srv/web.git',
  ref: refName('refs/heads/main'),
  old: oid(1),
  new: oid(2),
  lines: [MAIN],
  order: 7,
  at: '2026-03-02T14:02:03.004Z',
};

const start = async (destination: StarterDestination, ...landed: readonly Partial<Landed>[]): Promise<Sent> =>
  sendAnnouncement(
    channel({ destination }),
    announcement({ event: 'push.landed', landed: landed.map((change) => ({ ...LANDED, ...change })) }),
    sendContext({ timeoutMs: 1_000 }),
  );

describe('a channel of kind get', () => {
  const get = (value: string): StarterDestination => ({
    kind: 'get',
    url: { value },
    allowPrivate: ['127.0.0.1'],
  });

  it.each([
    ['/job/{subject}/build', { subject: '..' }],
    ['/job/{pusher}', { pusher: '.' }],
  ])('leaves no part of its path: %s', async (path, change) => {
    const hook = await startHookServer();
    expect(await start(get(hook.url + path), change)).toMatchObject({
      kind: 'failed',
      problem: 'what was pushed would lead to another place',
      isFinal: true,
    });
    expect(hook.received).toEqual([]);
  });

  it('asks no host that a push names', async () => {
    const hook = await startHookServer();
    const url = hook.url.replace('127.0.0.1', '{subject}');
    expect(await start(get(url), { subject: '127.0.0.1' })).toMatchObject({ isFinal: true });
    expect(hook.received).toEqual([]);
  });

  it('calls a tag by its whole name', async () => {
    const hook = await startHookServer();
    await start(get(`${hook.url}/?b={branch}`), { ref: refName('refs/tags/main') });
    expect(hook.received.map(({ path }) => path)).toEqual(['/?b=refs%2Ftags%2Fmain']);
  });
});

describe('a channel of kind command', () => {
  it('kills for one that hangs nothing that another has left behind', async () => {
    const folder = temporaryFolder();
    const script = `if [ "$1" = quick ]; then (sleep 1.5; touch ${folder}/done) & exit 0; fi; sleep 30`;
    const command = ['/bin/sh', '-c', script, 'sh', '{subject}'] as const;
    const sent = await start(
      { kind: 'command', command, startsBuilds: true },
      { subject: 'quick' },
      { subject: 'slow' },
    );
    expect(sent).toMatchObject({ kind: 'failed' });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(existsSync(join(folder, 'done'))).toBe(true);
  });
});

describe('a push event', () => {
  async function eventOf(
    messages: readonly string[],
  ): Promise<{ commits: { id: string; message: string }[] }> {
    const scratch = bareScratch();
    await scratch.git(['init', '-q', scratch.work], { cwd: scratch.folder });
    const first = (await scratch.commit('first\n')) as Oid;
    let last = first;
    for (const message of messages) last = (await scratch.commit(message)) as Oid;
    const repository = openRepository(join(scratch.work, '.git'), {
      environment: { ...scratch.env },
      deadlineAt: Infinity,
    });
    const landed = { ...LANDED, old: first, new: last };
    return formatPushEvent(landed, await readHistory(landed, repository), 'x') as never;
  }

  it('has the tip in it, however large its message', async () => {
    const { commits } = await eventOf(['small\n', 'x'.repeat(70_000)]);
    expect(commits.map(({ message }) => message)).toEqual([
      'small\n',
      'This commit is too large to be told of',
    ]);
  });

  it('is of a size that a CI takes, however long all messages are', async () => {
    const long = `subject\n\n${'\x01'.repeat(60_000)}`;
    const event = await eventOf(Array.from({ length: 20 }, () => long));
    expect(event.commits).toHaveLength(20);
    expect(JSON.stringify(event).length).toBeLessThan(5_000_000);
    expect(event.commits[0]?.message).toBe('subject');
    expect(event.commits.at(-1)?.message).toHaveLength(long.length);
  });
});
