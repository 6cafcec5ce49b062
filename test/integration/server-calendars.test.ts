// The freezes of git hosts, kept by their server: they open on time although nobody pushes, hold on every host, and end
// when the configuration that brought them does.
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Schedule } from '../../src/line/due-events.ts';
import { openClient } from '../../src/remote/http-client.ts';
import { remoteStore } from '../../src/remote/remote-store.ts';
import type { Store } from '../../src/push/store.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { freeze, hour, scheduleOf } from '../support/freezes.ts';
import { MAIN } from '../support/gate.ts';
import { admission, NO, REPOSITORY, YES } from '../support/pushes.ts';
import { openRemote } from '../support/stores.ts';

const NONE: Schedule = { repository: REPOSITORY, lines: [{ name: MAIN }] };

it('a freeze is kept by the server that heard of it', async () => {
  let clock = 9;
  const { url, token } = await openRemote(memoryEngine(), { now: () => Date.parse(hour(clock)) });
  const open = (name: string, schedule: Schedule): Store => {
    let ids = 0;
    const client = openClient({ url: new URL(url), token, timeoutMs: 5_000 });
    onTestFinished(() => client.close());
    return remoteStore({ client, name: url, newId: () => `${name}-${++ids}`, schedule });
  };
  const statusOf = async (store: Store) => (await store.readLines()).statuses.get(MAIN);
  const host = open('host', scheduleOf(freeze('a', ['10-12'])));
  await host.command({ kind: 'register', line: MAIN, repository: REPOSITORY, by: 'root' });
  const other = open('other', { repository: '/other', lines: [{ name: MAIN }] });
  await other.command({ kind: 'register', line: MAIN, repository: '/other', by: 'root' });
  expect(await statusOf(other)).toMatchObject({ status: 'running' });
  clock = 10.5;
  // Nobody writes anything: the server looks at its clock.
  await vi.waitFor(
    async () => expect(await statusOf(other)).toMatchObject({ status: 'stopped', since: hour(10) }),
    5_000,
  );
  const answer = await other.admit(admission('x', [{ from: 1, to: 2 }], 99), ({ statuses }) =>
    statuses.get(MAIN)?.status === 'running' ? YES : NO,
  );
  expect(answer).toMatchObject({ judgement: { accept: false } });
  // The other host has no freeze, and no say in this one.
  await other.tick();
  expect(await statusOf(host)).toMatchObject({ status: 'stopped' });
  const edited = open('edited', NONE);
  expect(await edited.tick()).toMatchObject([
    { kind: 'stop.lifted', reason: 'freeze a is no longer in the configuration' },
  ]);
  expect(await statusOf(host)).toMatchObject({ status: 'running' });
});

it('a push is judged by a freeze that began while it was looked at', async () => {
  let clock = 9.9;
  const { store } = await openRemote(
    memoryEngine(),
    { now: () => Date.parse(hour(clock)) },
    scheduleOf(freeze('a', ['10-12'])),
  );
  await store.command({ kind: 'register', line: MAIN, repository: REPOSITORY, by: 'root' });
  const { seq } = await store.readHead();
  clock = 10;
  const answer = await store.admit(admission('x', [{ from: 1, to: 2 }], seq + 9), ({ statuses }) =>
    statuses.get(MAIN)?.status === 'running' ? YES : NO,
  );
  expect(answer).toMatchObject({ kind: 'judged', judgement: { accept: false } });
});
