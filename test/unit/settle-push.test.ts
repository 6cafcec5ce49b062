import { expect, test } from 'vitest';
import { settlePush } from '../../src/push/settle-push.ts';
import type { SettleTools } from '../../src/push/settle-push.ts';
import type { Store } from '../../src/push/store.ts';

const NEW = '1'.repeat(40);

async function settledFor(pid: number): Promise<readonly string[]> {
  const calls: string[] = [];
  const intent = {
    push: 'of process 7',
    repository: 'some',
    receiver: { host: 'here', pid: 7, startTicks: '70' },
    updates: [{ ref: 'refs/heads/main', old: null, new: NEW }],
  };
  const store = {
    readHead: async () => ({ seq: 1, hash: '' }),
    readIntents: async () => [intent],
    settle: async ({ push }: { push: string }) => void calls.push(`settled ${push}`),
    reconcile: async () => void calls.push('looked at the refs'),
  } as unknown as Store;
  await settlePush(
    {
      input: Buffer.from(`${'0'.repeat(40)} ${NEW} refs/heads/main\n`),
      receiver: { host: 'here', pid, startTicks: `${pid}0` },
      namespace: '',
    },
    {
      name: 'some',
      openStore: () => store,
      repository: { readRefs: async () => new Map() } as unknown as SettleTools['repository'],
      spool: { write: () => undefined, takeIn: async () => [] },
      now: () => 0,
    },
  );
  return calls;
}

test('settlePush() settles the push of its own receiver', async () => {
  expect(await settledFor(7)).toEqual(['settled of process 7']);
});

test('settlePush() leaves a push alone that wants the same and comes by another receiver', async () => {
  expect(await settledFor(8)).toEqual(['looked at the refs']);
});
