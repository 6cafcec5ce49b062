// A stream ends when what it was opened with does.
import { PassThrough } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { StoredEntry } from '../../src/journal/entry.ts';
import { ANYBODY } from '../../src/server/caller.ts';
import { openEventStreams } from '../../src/server/event-stream.ts';
import { LIMITS } from '../../src/server/limits.ts';
import type { Watcher } from '../../src/server/live.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Opened {
  readonly stream: PassThrough;
  readonly take: Watcher;
}

function open({ isIn = (): boolean => true, session = false, isAnybody = false } = {}): Opened {
  const stream = Object.assign(new PassThrough(), { writeHead: () => undefined });
  stream.resume();
  let take: Watcher = () => undefined;
  const watch = (_after: number, watcher: Watcher): (() => void) => {
    take = watcher;
    return () => undefined;
  };
  const created = { by: 'root', at: '2026-01-01T00:00:00Z' };
  const known = { token: 'abc', name: 'wall', scopes: ['read'] as const, digest: '', created };
  const sendEvents = openEventStreams({ watch, nudge: () => undefined, close: () => undefined }, LIMITS, {
    access: {
      find: async () => (isIn() ? known : { ...known, expiresAt: '2026-01-02T00:00:00Z' }),
    },
    sessions: {
      find: async () =>
        isIn() ? { session: { token: 'abc', formToken: '', usedAtMs: 0 }, caller: known } : undefined,
    },
    now: () => Date.parse('2026-03-02T14:00:00Z'),
    onError: (error) => {
      throw error;
    },
  });
  const request = {
    caller: isAnybody ? ANYBODY : known,
    ip: '127.0.0.1',
    headers: {},
    ...(session ? { session: {} } : {}),
  } as unknown as FastifyRequest;
  const reply = { header: () => undefined, hijack: () => undefined, raw: stream } as unknown as FastifyReply;
  sendEvents(request, reply, { after: 0, format: () => 'data\n\n' });
  return { stream, take: (entries) => take(entries) };
}

const entry = (body: object): StoredEntry => ({ seq: 1, body: JSON.stringify(body), hash: '' });
const beat = async (): Promise<void> => void (await vi.advanceTimersByTimeAsync(15_000));

it('a stream of events ends with the entry that says that its token is revoked', () => {
  const { stream, take } = open();
  void take([
    entry({ kind: 'token.revoked', token: 'other' }),
    entry({ kind: 'access.denied', token: 'abc' }),
  ]);
  expect(stream.writableEnded).toBe(false);
  void take([entry({ kind: 'token.revoked', token: 'abc' })]);
  expect(stream.writableEnded).toBe(true);
});

it.each([false, true])(
  'a stream ends at the next beat when its token or session has (%s)',
  async (session) => {
    let isIn = true;
    const { stream } = open({ isIn: () => isIn, session });
    await beat();
    expect(stream.writableEnded).toBe(false);
    isIn = false;
    await beat();
    expect(stream.writableEnded).toBe(true);
  },
);

it('a stream that takes no token goes on', async () => {
  const { stream } = open({ isIn: () => false, isAnybody: true });
  await beat();
  expect(stream.writableEnded).toBe(false);
});
