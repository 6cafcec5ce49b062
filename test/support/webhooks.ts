// A server that takes webhooks, and senders that sign what they send.
import { createHmac } from 'node:crypto';
import { onTestFinished } from 'vitest';
import { parseOid } from '../../src/ref/oid.ts';
import { serveEngine } from '../../src/service.ts';
import type { ServiceOptions } from '../../src/service.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import type { Store } from '../../src/push/store.ts';
import type { Webhook } from '../../src/webhook/webhook.ts';
import { MAIN } from './gate.ts';
import { admission, REF, REPOSITORY, settlement, YES } from './pushes.ts';

export const SECRET = 'a secret of some length';
export const NOW = Date.parse('2026-03-02T14:10:00Z');

export type Sent = Readonly<Record<string, string>>;

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

export interface Receiver {
  readonly store: Store;
  readonly url: string;
  readonly post: (name: string, body: unknown, headers?: Sent) => Promise<Answer>;
}

/** Starts a server whose line `main` has had a revision land on it; its clock stands still. */
export async function openReceiver(
  revision: string,
  webhooks: readonly (Pick<Webhook, 'name' | 'kind'> & Partial<Webhook>)[],
  change: Partial<ServiceOptions> = {},
): Promise<Receiver> {
  const engine = memoryEngine();
  const { now = () => NOW } = change;
  const store = journalStore(engine, now);
  await store.command({ kind: 'register', line: MAIN, repository: REPOSITORY, by: 'root' });
  const landed = parseOid(revision) ?? null;
  const asked = admission('p', [{ from: 0, to: 0 }], (await store.readHead()).seq);
  await store.admit({ ...asked, updates: [{ ref: REF, old: null, new: landed, lines: [MAIN] }] }, () => YES);
  const done = settlement('p', [{ from: 0, to: 0 }], 'landed');
  await store.settle({ ...done, results: [{ ref: REF, new: landed, landing: 'landed' }] });
  const service = await serveEngine(engine, {
    host: '127.0.0.1',
    port: 0,
    logger: false,
    trustedProxies: [],
    anonymousRead: false,
    process: { environment: {}, pid: process.pid },
    ...change,
    now,
    policy: {
      lines: [],
      repository: '',
      webhooks: webhooks.map((each) => ({ line: MAIN, secret: { value: SECRET }, ...each })),
    },
  });
  onTestFinished(async () => service.close());
  return {
    store,
    url: service.url,
    async post(name, body, headers = {}) {
      const response = await fetch(`${service.url}/v1/webhooks/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
      return { status: response.status, body: await response.json() };
    },
  };
}

export function hmac(body: string, secret = SECRET): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/** Signs as GitHub does. */
export function asGithub(event: string, body: unknown, secret = SECRET): Sent {
  return {
    'x-github-event': event,
    'x-github-delivery': '72d3162e-cc78-11e3-81ab-4c9367dc0958',
    'x-hub-signature-256': `sha256=${hmac(typeof body === 'string' ? body : JSON.stringify(body), secret)}`,
  };
}
