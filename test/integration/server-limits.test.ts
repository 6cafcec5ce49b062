// How much of a server one caller may have.
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import type { LineName } from '../../src/line/line-name.ts';
import { MAIN } from '../support/gate.ts';
import { openBoard } from '../support/board.ts';
import { openRemote } from '../support/stores.ts';
import type { Remote } from '../support/stores.ts';

const STOP = { line: 'main', level: 'caution', summary: 's' };
const WRONG = `andon_${'f'.repeat(12)}_${'a'.repeat(64)}`;

async function openMain(change: Parameters<typeof openRemote>[1] = {}): Promise<Remote> {
  const remote = await openRemote(memoryEngine(), change);
  await remote.store.command({ kind: 'register', line: MAIN, repository: '/r', by: 'root' });
  return remote;
}

async function ask(url: string, token?: string, body?: object): Promise<Response> {
  return fetch(url, {
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
}

/** Asks so often at once; returns how many answers had each status. */
async function askOften(times: number, once: () => Promise<Response>): Promise<Record<number, number>> {
  const answers = await Promise.all(Array.from({ length: times }, once));
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

describe('who asks a server', () => {
  // However long it takes, it is one second.
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
    onTestFinished(() => void vi.useRealTimers());
  });

  it('is not held up by default, though it is a storm of pushes', async () => {
    const { url, token } = await openMain();
    expect(await askOften(400, async () => ask(`${url}/v1/stops`, token, STOP))).toEqual({ 201: 400 });
    expect(await askOften(400, async () => ask(`${url}/v1/lines`, token))).toEqual({ 200: 400 });
  });

  it('too much in a second has to wait for the next one, and nobody else has', async () => {
    const remote = await openMain({ limits: { requestsPerSecond: 20 } });
    const { url } = remote;
    const [one, other] = [await remote.newToken(['stop']), await remote.newToken(['stop'])];
    expect(await askOften(25, async () => ask(`${url}/v1/lines/main`, one))).toEqual({ 200: 20, 429: 5 });
    // Writes are counted by themselves.
    expect(await askOften(15, async () => ask(`${url}/v1/stops`, one, STOP))).toEqual({ 201: 10, 429: 5 });
    const refused = await ask(`${url}/v1/lines/main`, one);
    expect(refused.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(Object.fromEntries(refused.headers)).toMatchObject({
      'retry-after': '1',
      ratelimit: '"read";r=0;t=1',
      'ratelimit-policy': '"read";q=20;w=1',
    });
    expect(await refused.json()).toMatchObject({
      type: 'urn:andon:problem:too-many-requests',
      status: 429,
      title: 'Too many requests from one caller: it may make 20 a second',
      hints: ['Try again in 1 s', 'Let callers ask for more: andon serve --rate-limit N'],
    });
    const welcome = await ask(`${url}/v1/lines/main`, other);
    expect([welcome.status, welcome.headers.get('ratelimit')]).toEqual([200, null]);
    await askOften(9, async () => ask(`${url}/v1/lines/main`, other));
    const warned = await ask(`${url}/v1/lines/main`, other);
    expect([warned.status, warned.headers.get('ratelimit')]).toEqual([200, '"read";r=9;t=1']);
    vi.setSystemTime(Date.now() + 1_000);
    expect((await ask(`${url}/v1/lines/main`, one)).status).toBe(200);
  });

  it.each<[string, string, number, Parameters<typeof ask>[1]?]>([
    ['whether it lives', '/healthz', 200],
    ['without the token that it takes', '/v1/lines', 401],
    ['for what is not there', '/nothing', 404],
    ['for a page', '/', 303],
    ['for a part of a page', '/login', 200],
    ['with a token that is wrong', '/v1/lines', 401, WRONG],
    ['for a feed with a token that is wrong', '/feed/main.atom', 401, WRONG],
  ])('%s is told by its address', async (_, path, status, token) => {
    const { url } = await openMain({ limits: { requestsPerSecond: 40 } });
    const counts = await askOften(15, async () => ask(url + path, token));
    expect(counts).toEqual({ [status]: 10, 429: 5 });
  });

  it('as a git host does is told to wait, and waits', async () => {
    vi.useRealTimers();
    const { store } = await openMain({ limits: { requestsPerSecond: 10 } });
    const began = Date.now();
    for (const line of ['a', 'b', 'c', 'd', 'e', 'f'] as LineName[])
      await store.command({ kind: 'register', line, repository: '/r', by: 'root' });
    expect((await store.readLines()).repositories.size).toBe(7);
    expect(Date.now() - began).toBeGreaterThan(500);
  });
});

describe('who watches a server', () => {
  async function watch(
    url: string,
    headers: Record<string, string>,
  ): Promise<Response & { end: () => void }> {
    const control = new AbortController();
    const answer = await fetch(url, { headers, signal: control.signal, redirect: 'manual' });
    return Object.assign(answer, { end: () => control.abort() });
  }

  it('has so many streams, and all together have so many', async () => {
    const remote = await openMain({ limits: { streams: 3, streamsOfOne: 2 } });
    const [one, other] = [await remote.newToken(['read']), await remote.newToken(['read'])];
    const open = async (token: string): ReturnType<typeof watch> =>
      watch(`${remote.url}/v1/events`, { authorization: `Bearer ${token}` });
    const [first, second] = [await open(one), await open(one)];
    expect([first.status, second.status]).toEqual([200, 200]);
    const third = await open(one);
    expect([third.status, third.headers.get('retry-after')]).toEqual([429, '10']);
    expect(await third.json()).toMatchObject({
      code: 'too-many-requests',
      title: 'One caller may have 2 streams open at once',
    });
    expect((await open(other)).status).toBe(200);
    const last = await open(other);
    expect([last.status, last.headers.get('retry-after')]).toEqual([503, '10']);
    expect(await last.json()).toMatchObject({
      code: 'server-busy',
      kind: 'unavailable',
      title: 'All 3 streams that may be open at once are',
    });
    // All else is answered as ever.
    expect((await ask(`${remote.url}/v1/lines`, other)).status).toBe(200);
    first.end();
    await vi.waitFor(async () => expect((await open(one)).status).toBe(200));
  });

  it('on the board has them by token, or by address where everybody may look', async () => {
    const board = await openBoard({ limits: { streamsOfOne: 1 }, anonymousRead: true });
    const open = async (headers = {}): Promise<number> =>
      (await watch(`${board.url}/board/events`, headers)).status;
    const { headers } = await fetch(`${board.url}/login`, {
      method: 'POST',
      body: new URLSearchParams({ token: board.token }),
      headers: { origin: board.url },
      redirect: 'manual',
    });
    const cookie = headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
    expect([await open(), await open(), await open({ cookie }), await open({ cookie })]).toEqual([
      200, 429, 200, 429,
    ]);
  });
});
