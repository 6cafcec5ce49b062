import { noPatterns } from '../support/lint.ts';
import { expect, test } from 'vitest';
import type { LineName } from '../../src/line/line-name.ts';
import { admitPush } from '../../src/push/admit-push.ts';
import type { AdmitTools } from '../../src/push/admit-tools.ts';
import type { Policy } from '../../src/push/policy.ts';
import type { SpooledEvent, Store } from '../../src/push/store.ts';

const POLICY: Policy = {
  repository: 'some',
  state: '/nowhere',
  pusher: 'os-user',
  lines: [
    {
      name: 'main' as LineName,
      refs: ['refs/heads/main'],
      fix: 'every',
      reverts: false,
      override: [],
      exempt: [],
    },
  ],
  unlistedRefs: 'free',
  unknownLine: 'refuse',
  onUnavailable: { mode: 'open' },
  deadlineMs: 1_000,
  limits: { refs: 10, commits: 10, commitBytes: 1_000 },
  lint: {},
};

test('admitPush() refuses a push whose refs never hold still, also where onUnavailable is open', async () => {
  const spooled: SpooledEvent[] = [];
  const store = {
    readHead: async () => ({ seq: 7, hash: '' }),
    readIntents: async () => [],
    admit: async () => ({ kind: 'look-again', basis: 8 }),
  } as unknown as Store;
  const repository = {
    readRefs: async () => new Map(),
    readUnbornTargets: async () => new Map(),
    listRefs: async () => new Map(),
    readDefaultBranch: async () => undefined,
    readCommits: async () => ({ kind: 'read' }),
  } as unknown as AdmitTools['repository'];
  const { verdict } = await admitPush(
    {
      input: Buffer.from(`${'0'.repeat(40)} ${'1'.repeat(40)} refs/heads/main\n`),
      pusher: { kind: 'known', name: 'dana' },
      override: undefined,
      namespace: '',
      certificate: undefined,
      receiver: { host: 'here', pid: 2 },
    },
    {
      policy: POLICY,
      repository,
      openStore: () => store,
      spool: { write: (event) => void spooled.push(event), takeIn: async () => [] },
      isAlive: () => true,
      readLastKnown: () => undefined,
      writeLastKnown: () => undefined,
      loadPatterns: noPatterns,
      loadTracker: async () => Promise.reject(new Error('not wanted')),
      now: () => 0,
      newId: () => 'p1',
    },
  );
  expect(verdict.accept).toBe(false);
  expect(verdict.findings[0]?.message).toContain('being moved by others');
  expect(spooled).toMatchObject([{ kind: 'admission', admission: { unavailable: { answer: 'closed' } } }]);
});
