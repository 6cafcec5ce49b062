// A server that is not as it should be: each fault is the store being away, in time, and never a push let in by mistake.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Store } from '../../src/push/store.ts';
import { openClient } from '../../src/remote/http-client.ts';
import { remoteStore } from '../../src/remote/remote-store.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { admission, NO, readAll, settlement, YES } from '../support/pushes.ts';
import { MAIN } from '../support/gate.ts';
import { openRemote } from '../support/stores.ts';

const TIMEOUT_MS = 600;
const unavailable = (problem: string | RegExp) => ({
  code: 'store-unavailable',
  kind: 'unavailable',
  message: expect.stringMatching(problem) as string,
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    if ('closeAllConnections' in server) (server as ReturnType<typeof createServer>).closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function openStore(url: string, options: { readonly endAt?: number } = {}): Store {
  const client = openClient({ url: new URL(url), token: 'andon_x', timeoutMs: TIMEOUT_MS, ...options });
  onTestFinished(() => client.close());
  let ids = 0;
  return remoteStore({ client, name: url, newId: () => `id-${++ids}` });
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
const FAULTS: readonly (readonly [string, Answer, string | RegExp])[] = [
  ['resets the connection', (response) => response.socket?.resetAndDestroy(), 'ECONNRESET'],
  ['says nothing', () => undefined, /no answer within 0\.6 seconds/],
  ['sends half an answer', (response) => halfOf(response), 'connection failed'],
  ['drips', (response) => drip(response), /no answer within/],
  ['sends no JSON', (response) => response.end('<html>'), 'what is no answer of andon'],
  ['sends JSON that is no map', (response) => response.end('[]'), 'what is no answer of andon'],
  ['sends nothing', (response) => response.end(), 'what is no answer of andon'],
  ['answers 401', problem(401, 'token-missing'), 'it answered 401: no'],
  ['answers 403', problem(403, 'access-denied'), 'it answered 403: no'],
  ['answers 404, as another server does', (response) => response.writeHead(404).end('{}'), 'it answered 404'],
  ['answers 429', problem(429, 'too-many-requests'), 'it answered 429: no'],
  ['answers 500', problem(500, 'internal', 'internal'), 'it answered 500: no'],
  ['answers 503', problem(503, 'store-unavailable', 'unavailable'), 'it answered 503: no'],
  ['sends a map that is something else', (response) => response.end('{}'), 'what is no answer of andon'],
  [
    'sends lines with a time that is none',
    (response) => response.end(JSON.stringify({ ...LINES, now: '\x1b[2J' })),
    'what is no answer of andon',
  ],
  ['leads elsewhere', redirect, 'what is no answer of andon'],
];

const LINES = { head: { seq: 0, hash: '' }, now: '2026-03-02T14:00:00.000Z', tag: '', lines: [] };

function problem(status: number, code: string, kind = 'usage', hints: unknown = []): Answer {
  return (response) =>
    response.writeHead(status).end(JSON.stringify({ title: 'no', status, code, kind, hints }));
}

function wait(seconds: number): (response: ServerResponse) => void {
  const body = { title: 'no', status: 429, code: 'too-many-requests', kind: 'usage', hints: [] };
  return (response) => response.writeHead(429, { 'retry-after': String(seconds) }).end(JSON.stringify(body));
}

function redirect(response: ServerResponse): void {
  response.writeHead(302, { location: '/elsewhere' }).end();
}

function halfOf(response: ServerResponse): void {
  response.writeHead(200, { 'content-length': 1_000 }).write('{"head":');
  setTimeout(() => response.destroy(), 20);
}

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write(' '), 50);
  response.on('close', () => clearInterval(timer));
}

describe('a server that', () => {
  it.each(FAULTS)('%s cannot be asked', async (_, answer, problemText) => {
    const store = openStore(await listen(createServer((request, response) => answer(response, request))));
    const began = Date.now();
    await expect(store.readHead()).rejects.toMatchObject(unavailable(problemText));
    await expect(store.admit(admission('a', [{ from: 1, to: 2 }], 0), () => YES)).rejects.toMatchObject(
      unavailable(problemText),
    );
    // Two requests, and not one more.
    expect(Date.now() - began).toBeLessThan(3 * TIMEOUT_MS + 500);
  });

  it('is not there cannot be asked', async () => {
    const url = await listen(createTcpServer());
    const gone = openStore(url.replace(/\d+$/, '1'));
    await expect(gone.readHead()).rejects.toMatchObject(unavailable('ECONNREFUSED'));
  });

  it('is slow each time is not waited for by all requests together longer than the push may take', async () => {
    const url = await listen(
      createServer((_, response) => void setTimeout(() => response.end(JSON.stringify(LINES)), 400)),
    );
    const store = openStore(url, { endAt: Date.now() + 700 });
    const began = Date.now();
    await store.readHead();
    await expect(store.readHead()).rejects.toMatchObject(unavailable('no answer within 0'));
    expect(Date.now() - began).toBeLessThan(1_200);
  });

  it('sends more than anybody can use is asked once', async () => {
    let count = 0;
    const big = Buffer.alloc(1024 * 1024, ' ');
    const url = await listen(
      createServer((_, response) => {
        count++;
        void (async () => {
          for (let sent = 0; sent < 65; sent++) if (!response.write(big)) await once(response, 'drain');
          response.end();
        })().catch(() => undefined);
      }),
    );
    const client = openClient({ url: new URL(url), token: 'andon_x', timeoutMs: 20_000 });
    onTestFinished(() => client.close());
    const store = remoteStore({ client, name: url, newId: () => 'id' });
    await expect(store.readHead()).rejects.toMatchObject(unavailable('more than 67108864 bytes'));
    expect(count).toBe(1);
  });

  it.each<[unknown, readonly string[]]>([
    [42, []],
    ['x', []],
    [[1, 'See it', null], ['See it']],
  ])('refuses with hints like %o is read all the same', async (hints, expected) => {
    const answer = problem(409, 'stop-lifted', 'usage', hints);
    const url = await listen(createServer((request, response) => answer(response, request)));
    await expect(openStore(url).readHead()).rejects.toMatchObject({ code: 'stop-lifted', hints: expected });
  });

  it.each<[number, string, RegExp]>([
    [401, 'token-missing', /^The one there is wrong, expired or revoked/],
    [
      401,
      'token-missing',
      /andon token create --database FILE --scope push --name HOST; put it into "\/etc\/t"/,
    ],
    [403, 'access-denied', /takes the scope push/],
    [429, 'too-many-requests', /^Wait a minute/],
    [400, 'request-invalid', /^See what answers there: curl -i http:.*\/readyz$/],
  ])('answers %d is a thing to mend', async (status, code, hint) => {
    const answer = problem(status, code);
    const url = await listen(createServer((request, response) => answer(response, request)));
    const client = openClient({ url: new URL(url), token: 'andon_x', timeoutMs: TIMEOUT_MS });
    onTestFinished(() => client.close());
    const store = remoteStore({ client, name: url, tokenPlace: '"/etc/t"', newId: () => 'id' });
    await expect(store.readHead()).rejects.toMatchObject({
      hints: expect.arrayContaining([expect.stringMatching(hint)]) as string[],
    });
  });

  it.each([{}, { newestFirst: true }])(
    'answers each question with one page is not asked for ever: %o',
    async (query) => {
      const entries = Array.from({ length: 1_000 }, (_, index) => ({ seq: index + 1, body: '{}', hash: '' }));
      const page = JSON.stringify({ entries, next: 1_000 });
      const store = openStore(await listen(createServer((_, response) => response.end(page))));
      await expect(readAll(store, query)).rejects.toMatchObject(unavailable('other entries than those'));
    },
  );

  it('is away for a moment is asked again, and does what it was asked once', async () => {
    const { url, token, store } = await openRemote(memoryEngine());
    let [count, cut] = [0, 0];
    // Something in between that loses the first answer to each write.
    const proxy = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => void pass(request, response, Buffer.concat(chunks)));
    });
    const pass = async (request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> => {
      const answer = await fetch(url + (request.url ?? ''), {
        method: request.method ?? 'GET',
        headers: request.headers as Record<string, string>,
        ...(body.length === 0 ? {} : { body }),
      });
      const text = await answer.text();
      if (request.method === 'POST' && count++ % 2 === 0) {
        cut++;
        response.socket?.resetAndDestroy();
      } else response.writeHead(answer.status).end(text);
    };
    const client = openClient({ url: new URL(await listen(proxy)), token, timeoutMs: 5_000 });
    onTestFinished(() => client.close());
    let ids = 0;
    const behind = remoteStore({ client, name: 'x', newId: () => `behind-${++ids}` });
    await behind.command({ kind: 'register', line: MAIN, repository: '/r', by: 'root' });
    const stop = { line: MAIN, level: 'stop', cause: 'person', summary: 's', by: 'dana' } as const;
    expect(await behind.command({ kind: 'open', ...stop })).toMatchObject([{ stop: 1 }]);
    expect(await behind.admit(admission('a', [{ from: 1, to: 2 }], 9), () => NO)).toMatchObject({ seq: 3 });
    await behind.settle(settlement('a', [{ from: 1, to: 2 }], 'landed'));
    expect(cut).toBeGreaterThanOrEqual(4);
    expect((await store.readHead()).seq).toBe(3);
    expect((await store.readLines()).statuses.get(MAIN)?.stops).toHaveLength(1);
  });

  it('has too many to answer is asked again when it says, and not by all at the same moment', async () => {
    const asked: number[] = [];
    const url = await listen(
      createServer((_, response) => {
        asked.push(Date.now());
        if (asked.length > 1) response.end(JSON.stringify(LINES));
        else wait(1)(response);
      }),
    );
    const client = openClient({ url: new URL(url), token: 'andon_x', timeoutMs: 5_000 });
    onTestFinished(() => client.close());
    const store = remoteStore({ client, name: url, newId: () => 'id' });
    expect((await store.readHead()).seq).toBe(0);
    const [first = 0, second = 0] = asked;
    expect(second - first).toBeGreaterThanOrEqual(990);
  });

  it.each([
    ['later than anybody waits', 60, 1],
    // 50 ms and 250 ms later.
    ['at once, again and again', 0, 3],
  ])('wants to be asked again %s is not waited for', async (_, seconds, times) => {
    let count = 0;
    const server = createServer((_request, response) => {
      count++;
      wait(seconds)(response);
    });
    const store = openStore(await listen(server));
    const began = Date.now();
    await expect(store.readHead()).rejects.toMatchObject(unavailable('it answered 429: no'));
    expect(Date.now() - began).toBeLessThan(TIMEOUT_MS);
    expect(count).toBe(times);
  });

  it('has another clock is believed: by its own the lines are as they are', async () => {
    const ahead = Date.parse('2030-01-01T00:00:00Z');
    const { store } = await openRemote(memoryEngine(), { now: () => ahead });
    await store.command({ kind: 'register', line: MAIN, repository: '/r', by: 'root' });
    const stop = { line: MAIN, level: 'caution', cause: 'person', summary: 's', by: 'dana' } as const;
    await store.command({ kind: 'open', ...stop, stopsAt: '2029-12-31T23:00:00.000Z' });
    const answer = await store.admit(admission('a', [{ from: 1, to: 2 }], 9), ({ statuses, now }) => {
      expect(now).toBe('2030-01-01T00:00:00.000Z');
      return statuses.get(MAIN)?.status === 'stopped' ? NO : YES;
    });
    expect(answer).toMatchObject({ judgement: { accept: false } });
  });
});

it('a push is judged again by the lines that have changed since they were read', async () => {
  const engine = memoryEngine();
  const { store } = await openRemote(engine);
  const { store: other } = await openRemote(engine);
  await store.command({ kind: 'register', line: MAIN, repository: '/r', by: 'root' });
  const { seq } = await store.readHead();
  await other.command({ kind: 'open', line: MAIN, level: 'stop', cause: 'person', summary: 's', by: 'dana' });
  const seen: (string | undefined)[] = [];
  const answer = await store.admit(admission('a', [{ from: 1, to: 2 }], seq + 1), ({ statuses }) => {
    const status = statuses.get(MAIN)?.status;
    seen.push(status);
    return status === 'stopped' ? NO : YES;
  });
  expect(seen).toEqual(['running', 'stopped']);
  expect(answer).toMatchObject({ kind: 'judged', judgement: { accept: false } });
});
