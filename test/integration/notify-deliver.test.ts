// Delivering: in order, again after a failure, at least once after a death, and not by two at a time.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { sendAnnouncement } from '../../src/channel/send-announcement.ts';
import { describeProcess, isReceiverAlive } from '../../src/git/find-receiver.ts';
import type { Channel } from '../../src/notify/channel.ts';
import { deliver } from '../../src/notify/deliver.ts';
import type { Delivered, DeliverTools, Sent } from '../../src/notify/deliver.ts';
import { retryDead } from '../../src/notify/delivery.ts';
import type { Outbox } from '../../src/notify/outbox.ts';
import { journalOutbox } from '../../src/store/journal-outbox.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import type { Store } from '../../src/push/store.ts';
import { sendContext } from '../support/announcements.ts';
import { openSqlite, temporaryFolder } from '../support/engines.ts';
import { MAIN } from '../support/gate.ts';
import { startHookServer } from '../support/hook-server.ts';
import type { Received } from '../support/hook-server.ts';

const hook = (url: string, name = 'ops'): Channel => ({
  name,
  destination: { kind: 'webhook', url: { value: url }, allowPrivate: ['127.0.0.1'] },
});
const sendNow: DeliverTools['send'] = async (channel, announcement) =>
  sendAnnouncement(channel, announcement, sendContext({ timeoutMs: 2_000 }));
const titles = (received: readonly Received[]): string[] =>
  received.map(({ body }) => (JSON.parse(body) as { data: { text: string } }).data.text.split('\n')[0] ?? '');

interface Place {
  readonly path: string;
  readonly store: Store;
  readonly outbox: Outbox;
  readonly clock: { now: number };
  readonly stop: (...summaries: string[]) => Promise<void>;
  readonly run: (channels: readonly Channel[], change?: Partial<DeliverTools>) => Promise<Delivered>;
}

async function openPlace(...names: string[]): Promise<Place> {
  const path = join(temporaryFolder(), 'store.db');
  const engine = openSqlite(path);
  const [store, outbox, clock] = [journalStore(engine, Date.now), journalOutbox(engine), { now: 0 }];
  await store.command({ kind: 'register', line: MAIN, repository: '/r', by: 'dana' });
  for (const name of names) await outbox.start(name, '');
  let holders = 0;
  return {
    path,
    store,
    outbox,
    clock,
    async stop(...summaries) {
      for (const summary of summaries)
        await store.command({ kind: 'open', line: MAIN, level: 'stop', cause: 'build', summary, by: 'ci' });
    },
    run: async (channels, change = {}) =>
      deliver(channels, {
        outbox,
        holder: { id: String(holders++), process: describeProcess(process.pid) },
        isAlive: (holder) => isReceiverAlive(holder.process, 0),
        send: sendNow,
        now: () => clock.now,
        pause: async () => setTimeout(10),
        chance: () => 0.5,
        ...change,
      }),
  };
}

describe('deliver()', () => {
  it('delivers in order, and nothing twice', async () => {
    const { stop, run } = await openPlace('ops');
    const { url, received } = await startHookServer();
    await stop('a', 'b', 'c');
    expect(await run([hook(url)])).toEqual({ sent: 3, failed: 0 });
    await stop('d');
    expect(await run([hook(url)])).toEqual({ sent: 1, failed: 0 });
    expect(await run([hook(url)])).toEqual({ sent: 0, failed: 0 });
    expect(titles(received)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('tries again later, under the same id, and keeps the order', async () => {
    const { stop, run, clock } = await openPlace('ops');
    const { url, received } = await startHookServer((response, number) =>
      response.writeHead(number < 2 ? 500 : 200).end(),
    );
    await stop('a', 'b');
    expect(await run([hook(url)])).toEqual({ sent: 0, failed: 1 });
    expect(await run([hook(url)])).toEqual({ sent: 0, failed: 0 });
    clock.now = 5_000;
    expect(await run([hook(url)])).toEqual({ sent: 0, failed: 1 });
    clock.now = 14_999;
    expect(await run([hook(url)])).toEqual({ sent: 0, failed: 0 });
    clock.now = 15_000;
    expect(await run([hook(url)])).toEqual({ sent: 2, failed: 0 });
    expect(titles(received)).toEqual(['a', 'a', 'a', 'b']);
    const ids = received.map(({ body }) => (JSON.parse(body) as { data: { id: string } }).data.id);
    expect(new Set(ids).size).toBe(2);
  });

  it('puts aside what fails ten times, goes on, and sends it when it is put back', async () => {
    const { stop, run, clock, outbox } = await openPlace('ops');
    const { url, received } = await startHookServer((response, number) =>
      response.writeHead(number < 10 ? 500 : 200).end(),
    );
    await stop('a', 'b');
    for (let attempt = 0; attempt < 10; attempt++, clock.now += 1_000_000) await run([hook(url)]);
    expect(titles(received)).toEqual([...Array.from({ length: 10 }, () => 'a'), 'b']);
    const { deliveries } = await outbox.read();
    expect(deliveries.get('ops')).toMatchObject({ dead: [{ seq: 2, problem: 'the server answered 500' }] });
    await stop('c');
    await outbox.change('ops', retryDead);
    expect(await run([hook(url)])).toEqual({ sent: 2, failed: 0 });
    expect(titles(received).slice(11)).toEqual(['a', 'c']);
  });

  it('leaves a server alone for as long as it asks, and no other for it', async () => {
    const { stop, run, clock } = await openPlace('busy', 'ops');
    const busy = await startHookServer((response, number) =>
      response.writeHead(number === 0 ? 429 : 200, { 'retry-after': '60' }).end(),
    );
    const good = await startHookServer();
    const channels = [hook(busy.url, 'busy'), hook(good.url)];
    await stop('a', 'b');
    expect(await run(channels)).toEqual({ sent: 2, failed: 1 });
    clock.now = 59_999;
    expect(await run(channels)).toEqual({ sent: 0, failed: 0 });
    clock.now = 60_000;
    expect(await run(channels)).toEqual({ sent: 2, failed: 0 });
    expect(titles(busy.received)).toEqual(['a', 'a', 'b']);
  });

  it('tries each announcement once where the other side is gone for good, and loses none', async () => {
    const { stop, run, outbox } = await openPlace('ops');
    const mended = { answer: 410 };
    const { url, received } = await startHookServer((response) => response.writeHead(mended.answer).end());
    await stop('a', 'b');
    expect(await run([hook(url)])).toEqual({ sent: 0, failed: 2 });
    mended.answer = 200;
    await outbox.change('ops', retryDead);
    expect(await run([hook(url)])).toEqual({ sent: 2, failed: 0 });
    expect(titles(received)).toEqual(['a', 'b', 'a', 'b']);
  });

  it('lets no channel wait for another, also with what comes while that one hangs', async () => {
    const { stop, run } = await openPlace('slow', 'ops');
    const good = await startHookServer();
    const hole = Promise.withResolvers<Sent>();
    let attempts = 0;
    await stop('a', 'b');
    const running = run([hook('', 'slow'), hook(good.url)], {
      send: async (channel, announcement, done) => {
        if (channel.name === 'ops') return sendNow(channel, announcement, done);
        attempts++;
        return hole.promise;
      },
    });
    await vi.waitFor(() => expect(titles(good.received)).toEqual(['a', 'b']), 10_000);
    await stop('c');
    await vi.waitFor(() => expect(titles(good.received)).toEqual(['a', 'b', 'c']), 10_000);
    hole.resolve({ kind: 'failed', problem: 'no answer' });
    expect(await running).toEqual({ sent: 3, failed: 1 });
    expect(attempts).toBe(1);
  });

  it('delivers once however many deliver at once', async () => {
    const { stop, run } = await openPlace('ops');
    const { url, received } = await startHookServer(
      (response) => void setTimeout(20).then(() => response.end()),
    );
    await stop('a', 'b', 'c');
    await Promise.all(Array.from({ length: 5 }, async () => run([hook(url)])));
    expect(titles(received)).toEqual(['a', 'b', 'c']);
  });

  it('takes over what a deliverer had that was killed, and delivers it again', async () => {
    const { path, stop, run, outbox } = await openPlace('ops');
    const { url, received } = await startHookServer((response, number) =>
      number === 0 ? undefined : response.end(),
    );
    await stop('a', 'b');
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, '../support/deliver-once.ts'), path, url],
      {
        env: {},
        stdio: 'ignore',
      },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    await vi.waitFor(() => expect(received).toHaveLength(1), 10_000);
    expect(await run([hook(url)])).toEqual({ sent: 0, failed: 0 });
    expect((await outbox.read()).deliveries.get('ops')?.lease?.holder.process.pid).toBe(child.pid);
    await new Promise((resolve) => child.on('exit', resolve).kill('SIGKILL'));
    expect(await run([hook(url)])).toEqual({ sent: 2, failed: 0 });
    expect(titles(received)).toEqual(['a', 'a', 'b']);
  });
});
