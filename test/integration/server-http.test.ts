// The server as HTTP has it: schemas, conditional requests, keys, events, and an end that loses nothing.
import { describe, expect, it, vi } from 'vitest';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { MAIN, oid } from '../support/gate.ts';
import { admission, NO } from '../support/pushes.ts';
import { openRemote } from '../support/stores.ts';
import type { Remote } from '../support/stores.ts';

async function openMain(): Promise<Remote> {
  const remote = await openRemote(memoryEngine());
  await remote.store.command({ kind: 'register', line: MAIN, repository: '/r', by: 'root' });
  return remote;
}

async function ask(
  { url, token }: Remote,
  path: string,
  { body, ...init }: { body?: unknown; method?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  return fetch(url + path, {
    ...init,
    ...(body === undefined ? {} : { method: init.method ?? 'POST', body: JSON.stringify(body) }),
    headers: { authorization: `Bearer ${token}`, ...json, ...init.headers },
  });
}

describe('the server', () => {
  it.each(['/nothing', '/login', '/logout'])(
    'reads no more than a little of what nobody answers for: %s',
    async (path) => {
      const { url } = await openMain();
      const post = async (body: string): Promise<number> => {
        const headers = { 'content-type': 'application/json' };
        return (await fetch(url + path, { method: 'POST', headers, body })).status;
      };
      expect(await post(`[${'{},'.repeat(100_000)}0]`)).toBe(413);
      expect(await post('[]')).toBeLessThan(413);
    },
  );

  it('answers a HEAD of what has no end', async () => {
    const remote = await openMain();
    expect((await ask(remote, '/v1/events', { method: 'HEAD' })).status).toBe(404);
    expect((await ask(remote, '/v1/lines', { method: 'HEAD' })).status).toBe(200);
  });

  it('takes a push of a hundred thousand refs', async () => {
    const remote = await openMain();
    const moves = Array.from({ length: 100_000 }, (_, each) => ({
      ref: `refs/heads/${each}`,
      from: 0,
      to: 1,
    }));
    const body = { admission: admission('large', moves, 9), judgement: NO, tag: '' };
    expect(await (await ask(remote, '/v1/pushes', { body })).json()).toMatchObject({ kind: 'judge-again' });
  });

  it.each<[string, unknown, string]>([
    ['/v1/stops', { line: 'main' }, '/summary: Invalid input'],
    ['/v1/stops', { line: 'main', summary: 's', sumary: 't' }, 'Unrecognized key: "sumary"'],
    ['/v1/stops', { line: '1', summary: 's' }, '/line'],
    ['/v1/stops', { line: 'main', summary: 'a\u0000b' }, 'control characters'],
    ['/v1/stops', { line: 'main', summary: 'x'.repeat(1_001) }, 'Too big'],
    ['/v1/builds', { line: 'main', job: 'w', build: '1', revision: 'HEAD', status: 'passed' }, '/revision'],
    ['/v1/alerts', { alerts: Array.from({ length: 101 }, () => ({})) }, 'Too big'],
    ['/v1/stops', { line: 'main', summary: 's', until: '9999-12-31T23:59:59-14:00' }, 'years 0001 to 9999'],
    ['/v1/stops', { line: 'main', summary: 's', until: '0001-01-01T00:00:00+14:00' }, 'years 0001 to 9999'],
    ['/v1/alerts', { alerts: [], rules: { main: { graceMs: 1e15 } } }, '/graceMs'],
    ['/v1/stops/0/claim', {}, '/stop'],
    ['/v1/stops/abc/claim', {}, '/stop'],
  ])('says what is wrong with a request: %s %j', async (path, body, hint) => {
    const answer = await ask(await openMain(), path, { body });
    expect(answer.status).toBe(400);
    const { code, hints } = (await answer.json()) as { code: string; hints: string[] };
    expect(code).toBe('value-invalid');
    expect(hints.join('\n')).toContain(hint);
  });

  it.each<[string, RequestInit, number]>([
    ['/v1/stops', { method: 'POST', body: '{"line":', headers: { 'content-type': 'application/json' } }, 400],
    ['/v1/stops', { method: 'POST', body: '{}', headers: { 'content-type': 'text/plain' } }, 415],
    [
      '/v1/stops',
      { method: 'POST', body: '{"__proto__":{}}', headers: { 'content-type': 'application/json' } },
      400,
    ],
    ['/v1/nothing', {}, 404],
    ['/v1/stops/7', {}, 404],
    ['/v1/lines/nope', {}, 404],
    [`/v1/lines/main/places/${'x'.repeat(500)}`, {}, 414],
  ])('answers %s %j with %i', async (path, init, status) => {
    const { url, token } = await openMain();
    const headers = { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) };
    const answer = await fetch(url + path, { ...init, headers });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    expect(await answer.json()).toMatchObject({ status, title: expect.any(String) as string });
  });

  it('answers that nothing has changed', async () => {
    const remote = await openMain();
    const first = await ask(remote, '/v1/lines');
    const etag = first.headers.get('etag') ?? '';
    const unchanged = async (): Promise<number> =>
      (await ask(remote, '/v1/lines', { headers: { 'if-none-match': etag } })).status;
    expect(await unchanged()).toBe(304);
    await ask(remote, '/v1/stops', { body: { line: 'main', summary: 's' } });
    expect(await unchanged()).toBe(200);
  });

  it('changes a stop only as whoever asks has seen it', async () => {
    const remote = await openMain();
    await ask(remote, '/v1/stops', { body: { line: 'main', summary: 's' } });
    const etag = (await ask(remote, '/v1/stops/1')).headers.get('etag') ?? '';
    const claim = async (tag: string): Promise<number> =>
      (await ask(remote, '/v1/stops/1/claim', { body: {}, headers: { 'if-match': tag } })).status;
    const amend = { method: 'PATCH', body: { summary: 't' }, headers: { 'if-match': etag } };
    expect((await ask(remote, '/v1/stops/1', amend)).status).toBe(200);
    expect((await ask(remote, '/v1/stops/1', amend)).status).toBe(412);
    expect(await claim(etag)).toBe(412);
    expect(await claim('*')).toBe(200);
    const lift = { body: { reason: 'r' }, headers: { 'if-match': etag } };
    expect((await ask(remote, '/v1/stops/1/lift', lift)).status).toBe(412);
    const seen = (await ask(remote, '/v1/stops/1')).headers.get('etag') ?? '';
    expect((await ask(remote, '/v1/stops/1/lift', { ...lift, headers: { 'if-match': seen } })).status).toBe(
      200,
    );
    const { entries } = (await (await ask(remote, '/v1/journal')).json()) as { entries: { body: string }[] };
    expect(entries.map(({ body }) => body).join()).not.toContain('unlessChanged');
  });

  it('takes a claim of whoever says nothing beside, and none until a time that is over', async () => {
    const remote = await openMain();
    await ask(remote, '/v1/stops', { body: { line: 'main', summary: 's' } });
    const claim = async (body?: object): Promise<Response> =>
      ask(remote, '/v1/stops/1/claim', { method: 'POST', ...(body === undefined ? {} : { body }) });
    expect(await (await claim()).json()).toMatchObject({ entries: [{ kind: 'stop.claimed', by: 't1' }] });
    expect((await claim({})).status).toBe(200);
    expect(await (await claim({ eta: '2020-01-01T00:00:00Z' })).json()).toMatchObject({
      code: 'value-invalid',
      title: '2020-01-01 00:00 UTC is past: nothing is mended by then',
    });
    expect((await claim({ eta: new Date(Date.now() + 60_000).toISOString() })).status).toBe(200);
  });

  it('says how the lines are, what came of pushes and how quick it is, for Prometheus', async () => {
    let now = Date.parse('2026-03-02T14:00:00Z');
    const remote = await openRemote(memoryEngine(), { now: () => now });
    const { store } = remote;
    await store.command({ kind: 'register', line: MAIN, repository: '/r', by: 'root' });
    await ask(remote, '/v1/stops', { body: { line: 'main', summary: 's' } });
    await store.admit(admission('a', [{ from: 1, to: 2 }], 9), () => NO);
    now += 60_000;
    const read = async (): Promise<string> => (await ask(remote, '/metrics')).text();
    await vi.waitFor(async () => expect(await read()).toContain('andon_pushes_total{verdict="refused"} 1'));
    const stopped = await read();
    expect(stopped).toContain('andon_line_status{line="main",status="stopped"} 1');
    expect(stopped).toContain('andon_line_status{line="main",status="running"} 0');
    expect(stopped).toContain('andon_open_stop_seconds{line="main"} 60');
    expect(stopped).toContain('andon_stops_total{line="main",cause="person"} 1');
    expect(stopped).toContain('andon_request_seconds_count{method="POST",route="/v1/stops",status="201"} 1');
    await ask(remote, '/v1/stops/1/lift', { body: { reason: 'r' } });
    await vi.waitFor(async () =>
      expect(await read()).toContain('andon_stop_seconds_total{line="main",cause="person"} 60'),
    );
    expect(await read()).toContain('andon_line_status{line="main",status="running"} 1');
  });

  it('does once what is asked twice with a key, and refuses the key for anything else', async () => {
    const remote = await openMain();
    const stop = async (summary: string, key: string): Promise<Response> =>
      ask(remote, '/v1/stops', { body: { line: 'main', summary }, headers: { 'idempotency-key': key } });
    const [first, again] = [await stop('s', 'a'), await stop('s', 'a')];
    expect(await again.json()).toEqual(await first.json());
    expect((await stop('other', 'a')).status).toBe(422);
    expect((await stop('other', 'b')).status).toBe(201);
    expect((await remote.store.readLines()).statuses.get(MAIN)?.stops).toHaveLength(2);
    const all = await Promise.all(Array.from({ length: 10 }, async () => stop('third', 'c')));
    expect(new Set(await Promise.all(all.map(async (each) => each.text())))).toHaveProperty('size', 1);
  });

  it('tells of a build with a rule of its own kind of time, and of it once', async () => {
    const remote = await openMain();
    const build = { line: 'main', job: 'web', build: '1', revision: oid(9), status: 'failed' };
    const body = { ...build, startedAt: '2026-03-02T15:00:00+01:00' };
    const told = (await (await ask(remote, '/v1/builds', { body })).json()) as { entries: object[] };
    expect(told.entries).toMatchObject([
      {
        kind: 'build.reported',
        startedAt: '2026-03-02T14:00:00.000Z',
        why: 'the revision is not on the line',
      },
    ]);
    expect(await (await ask(remote, '/v1/builds', { body })).json()).toEqual({ entries: [] });
  });
});

describe('events', () => {
  /** Reads events until there are so many. */
  async function read(answer: Response, count: number): Promise<{ id: string; event: string }[]> {
    const events: { id: string; event: string }[] = [];
    let text = '';
    for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
      text += Buffer.from(chunk).toString();
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const lines = new Map(
          text
            .slice(0, end)
            .split('\n')
            .map((line) => line.split(': ', 2) as [string, string]),
        );
        if (lines.has('event')) events.push({ id: lines.get('id') ?? '', event: lines.get('event') ?? '' });
        text = text.slice(end + 2);
      }
      if (events.length >= count) return events;
    }
    return events;
  }

  it('are told as they happen, and whoever was cut off goes on behind the last one', async () => {
    const remote = await openMain();
    const stop = async (summary: string): Promise<Response> =>
      ask(remote, '/v1/stops', { body: { line: 'main', summary } });
    const watching = await ask(remote, '/v1/events');
    expect(watching.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    await stop('one');
    const [first] = await read(watching, 1);
    expect(first).toEqual({ id: '2', event: 'stop.opened' });
    for (const summary of ['two', 'three']) await stop(summary);
    const back = await ask(remote, '/v1/events', { headers: { 'last-event-id': '2' } });
    await stop('four');
    expect((await read(back, 3)).map(({ id }) => id)).toEqual(['3', '4', '5']);
    const all = await ask(remote, '/v1/events?after=0');
    expect((await read(all, 5)).map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5']);
  });

  it('are told to whoever wants a whole journal, as fast as it reads', async () => {
    const remote = await openMain();
    const observations = Array.from({ length: 10_000 }, (_, at) => ({
      ref: `refs/heads/${'x'.repeat(1_000)}${at}`,
      value: oid(1),
    }));
    await remote.store.adopt('/r', observations);
    const all = await ask(remote, '/v1/events?after=0');
    expect((await read(all, 10_001)).at(-1)?.id).toBe('10001');
  });

  it('are told in order to many, wherever they begin, while there are more and more', async () => {
    const remote = await openMain();
    const stop = async (): Promise<Response> =>
      ask(remote, '/v1/stops', { body: { line: 'main', summary: 's' } });
    const watchers = await Promise.all(
      Array.from({ length: 20 }, async (_, after) => ask(remote, `/v1/events?after=${after % 3}`)),
    );
    await Promise.all(Array.from({ length: 50 }, stop));
    const read50 = await Promise.all(watchers.map(async (each, at) => read(each, 51 - (at % 3))));
    for (const [at, events] of read50.entries())
      expect(events.map(({ id }) => Number(id))).toEqual(
        Array.from({ length: 51 - (at % 3) }, (_, index) => index + 1 + (at % 3)),
      );
  });
});
