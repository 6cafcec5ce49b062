// What /openapi.json says is so: it is valid, it is whole, and real answers are what it says they are.
import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, it } from 'vitest';
import { ANSWERS, PROBLEM } from '../../src/server/answers.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { lineName, MAIN, oid } from '../support/gate.ts';
import { admission, admit, REPOSITORY, settlement, YES } from '../support/pushes.ts';
import { openRemote } from '../support/stores.ts';

interface Described {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly description?: string;
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
}

async function describe(): Promise<Described> {
  const { url, token } = await openRemote(memoryEngine());
  const answer = await fetch(`${url}/openapi.json`, { headers: { authorization: `Bearer ${token}` } });
  return (await answer.json()) as Described;
}

it('is valid, to a validator of OpenAPI', async () => {
  expect(await new Validator().validate({ ...(await describe()) })).toMatchObject({ valid: true });
});

it('says of each route who may ask, what is answered, and that a write may be repeated', async () => {
  const { paths } = await describe();
  const operations = Object.entries(paths).flatMap(([path, of]) =>
    Object.entries(of).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );
  const known = new Set(Object.keys(ANSWERS).map((name) => name.replaceAll(/:(\w+)/g, '{$1}')));
  expect(operations.map(({ name }) => name).toSorted()).toEqual([...known].toSorted());
  for (const { name, operation } of operations) {
    expect([name, operation.description]).toEqual([name, expect.stringMatching(/^Takes /)]);
    const { 200: ok, 201: created, ...others } = operation.responses;
    expect([name, Object.keys((ok ?? created)?.content ?? {})]).toEqual([name, [expect.any(String)]]);
    expect([name, Object.keys(others)]).toEqual([name, ['4XX']]);
    const headers =
      operation.parameters?.filter((each) => each.in === 'header').map((each) => each.name) ?? [];
    const isWrite = !name.startsWith('GET') && !name.includes('/webhooks/');
    expect([name, headers.includes('idempotency-key')]).toEqual([name, isWrite]);
    expect([name, operation.security]).toEqual([
      name,
      /health|ready|webhooks/.test(name) ? [] : [{ token: [] }],
    ]);
  }
  expect(paths['/v1/stops']?.['post']?.description).toContain('"stop"');
});

it('says what real answers are', async () => {
  const { url, token, store } = await openRemote(memoryEngine());
  const repository = encodeURIComponent(REPOSITORY);
  await store.command({ kind: 'register', line: MAIN, repository: REPOSITORY, by: 'root' });
  await admit(store, 'p0', { from: 0, to: 1 });
  const startedAt = '2026-03-02T14:00:00Z';
  const build = { line: 'main', job: 'web', build: '1', revision: oid(1), status: 'failed', startedAt };
  const requests: readonly (readonly [string, string, object?])[] = [
    ['GET /healthz', '/healthz'],
    ['GET /readyz', '/readyz'],
    ['POST /v1/lines', '/v1/lines', { line: 'docs', repository: '/r2' }],
    ['POST /v1/settlements', '/v1/settlements', settlement('p0', [{ from: 0, to: 1 }], 'landed')],
    [
      'POST /v1/pushes',
      '/v1/pushes',
      { admission: admission('p1', [{ from: 1, to: 2 }], 99), judgement: YES, tag: '' },
    ],
    ['POST /v1/builds', '/v1/builds', build],
    [
      'POST /v1/stops',
      '/v1/stops',
      { line: 'main', summary: 'red', url: 'https://ci.example/1', until: '2099-01-01T00:00:00Z' },
    ],
    ['POST /v1/stops/:stop/claim', '/v1/stops/1/claim', { eta: '2098-01-01T00:00:00Z' }],
    ['PATCH /v1/stops/:stop', '/v1/stops/1', { summary: 'still red' }],
    ['GET /v1/stops', '/v1/stops'],
    ['GET /v1/stops/:stop', '/v1/stops/1'],
    ['GET /v1/lines', '/v1/lines'],
    ['GET /v1/lines/:line', '/v1/lines/main'],
    ['GET /v1/lines/:line/jobs', '/v1/lines/main/jobs'],
    ['GET /v1/lines/:line/waiting', '/v1/lines/main/waiting'],
    ['GET /v1/lines/:line/places/:revision', `/v1/lines/main/places/${oid(1)}`],
    ['GET /v1/lines/:line/arrivals', `/v1/lines/main/arrivals?repository=${repository}&ref=refs/heads/main`],
    ['GET /v1/intents', `/v1/intents?repository=${repository}`],
    ['GET /v1/tips', `/v1/tips?repository=${repository}`],
    [
      'POST /v1/reconciliations',
      '/v1/reconciliations',
      { repository: REPOSITORY, dead: [], basis: 99, observations: [{ ref: 'refs/heads/x', value: oid(3) }] },
    ],
    ['POST /v1/stops/:stop/lift', '/v1/stops/1/lift', { reason: 'green' }],
    ['POST /v1/lines/:line/resume', '/v1/lines/main/resume', { reason: 'green' }],
    ['POST /v1/ticks', '/v1/ticks', {}],
    ['GET /v1/head', '/v1/head'],
    ['GET /v1/journal', '/v1/journal?limit=2'],
  ];
  for (const [name, path, body] of requests) {
    const answer = await fetch(url + path, {
      method: name.split(' ')[0] ?? '',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    expect([name, answer.status < 300, text]).toEqual([name, true, text]);
    const type = ANSWERS[name];
    if (type === undefined || typeof type === 'string') throw new Error(`${name} is not described`);
    expect([name, type.safeParse(JSON.parse(text)).error]).toEqual([name, undefined]);
  }
  const problem = await fetch(`${url}/v1/stops/9`, { headers: { authorization: `Bearer ${token}` } });
  expect(PROBLEM.safeParse(await problem.json()).error).toBeUndefined();
  expect((await store.readLines()).statuses.get(lineName('docs'))?.status).toBe('running');
});
