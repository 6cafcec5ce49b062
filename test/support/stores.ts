// The stores that use cases can be given, each opened empty and cleared away after the test.
import { onTestFinished } from 'vitest';
import type { Schedule } from '../../src/line/due-events.ts';
import { openClient } from '../../src/remote/http-client.ts';
import { remoteStore } from '../../src/remote/remote-store.ts';
import type { Store } from '../../src/push/store.ts';
import { formatToken } from '../../src/access/token.ts';
import type { Scope } from '../../src/access/token.ts';
import { digestOf } from '../../src/push/digest-of.ts';
import { serveEngine } from '../../src/service.ts';
import type { ServiceOptions } from '../../src/service.ts';
import type { Engine } from '../../src/store/engine.ts';
import { journalAccess } from '../../src/store/journal-access.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { ENGINES } from './engines.ts';

/** Opens a store, with a clock in milliseconds. */
export type OpenStore = (now: () => number, schedule?: Schedule) => Promise<Store>;

export const STORES: readonly (readonly [string, OpenStore])[] = [
  ...ENGINES.map(([name, openEngine]): [string, OpenStore] => [
    name,
    async (now, schedule) =>
      journalStore(await openEngine(), now, ...(schedule === undefined ? [] : [() => [schedule]])),
  ]),
  ['a server', async (now, schedule) => (await openRemote(memoryEngine(), { now }, schedule)).store],
];

export interface Remote {
  readonly store: Store;
  readonly url: string;
  readonly token: string;
  /** Makes a token for what it takes to test one. */
  readonly newToken: (scopes: readonly Scope[], more?: object) => Promise<string>;
}

let opened = 0;

/** Starts a server on an engine, and opens the store behind it. Its tokens are elsewhere: the journal is empty. */
export async function openRemote(
  engine: Engine,
  change: Partial<ServiceOptions> = {},
  schedule?: Schedule,
  access = journalAccess(memoryEngine(), change.now ?? Date.now),
): Promise<Remote> {
  let count = 0;
  const newToken = async (scopes: readonly Scope[], more: object = {}): Promise<string> => {
    const token = String(++count).padStart(12, '0');
    const secret = String(count).padStart(64, 'a');
    await access.create({ token, name: `t${count}`, scopes, digest: digestOf(secret), ...more }, 'root');
    return formatToken({ token, secret });
  };
  const token = await newToken(['admin']);
  const service = await serveEngine(
    engine,
    {
      host: '127.0.0.1',
      port: 0,
      policy: { lines: [], repository: '' },
      logger: false,
      trustedProxies: [],
      anonymousRead: false,
      process: { environment: {}, pid: process.pid },
      ...change,
    },
    access,
  );
  const client = openClient({ url: new URL(service.url), token, timeoutMs: 5_000 });
  onTestFinished(async () => {
    client.close();
    await service.close();
  });
  let ids = 0;
  const own = `store-${++opened}`;
  const store = remoteStore({
    client,
    name: service.url,
    newId: () => `${own}-${++ids}`,
    ...(schedule === undefined ? {} : { schedule }),
  });
  return { store, url: service.url, token, newToken };
}
