// What robots may tell a server, and what of it counts for whom.
import { describe, expect, it } from 'vitest';
import { ALERT_RULES } from '../../src/line/alert.ts';
import { BUILD_RULES } from '../../src/line/build.ts';
import type { LinePolicy } from '../../src/push/policy.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { lineName, MAIN, oid } from '../support/gate.ts';
import { REF, REPOSITORY } from '../support/pushes.ts';
import { openRemote } from '../support/stores.ts';
import type { Remote } from '../support/stores.ts';

const AT = '2026-03-02T14:00:00Z';
const ALERT = {
  line: MAIN,
  source: 'nagios',
  key: 'disk',
  severity: 'critical',
  state: 'firing',
  summary: 'the disk is full',
} as const;
const BUILD = {
  line: MAIN,
  job: 'web',
  build: '1',
  revision: oid(1),
  status: 'failed',
  startedAt: AT,
} as const;

interface Answer {
  readonly status: number;
  readonly body: { readonly entries: readonly { readonly kind: string }[] } & Readonly<
    Record<string, unknown>
  >;
}

async function openMain(lines: readonly LinePolicy[] = []): Promise<Remote> {
  const remote = await openRemote(memoryEngine(), { policy: { lines, repository: '' } });
  await remote.store.command({ kind: 'register', line: MAIN, repository: REPOSITORY, by: 'root' });
  return remote;
}

async function post(
  { url }: Remote,
  token: string,
  [path, body]: readonly [string, unknown?],
): Promise<Answer> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] };
}

const openStops = async ({ store }: Remote): Promise<number> =>
  (await store.readLines()).statuses.get(MAIN)?.stops.length ?? 0;

describe('a report of a build', () => {
  it.each([
    ['flaky', Array.from({ length: 101 }, (_, index) => `test ${index}`)],
    ['places', Array.from({ length: 101 }, () => ({ repository: REPOSITORY, ref: REF, order: 0 }))],
  ])('is refused with more %s than a host sends', async (name, value) => {
    const remote = await openMain();
    const told = async (list: readonly unknown[]): Promise<number> =>
      (await post(remote, remote.token, ['/v1/builds', { ...BUILD, [name]: list }])).status;
    expect([await told(value), await told(value.slice(1))]).toEqual([400, 200]);
  });
});

it('says which alerts had no room for a stop', async () => {
  const remote = await openMain();
  const send = async (from: number, count: number): Promise<Answer> => {
    const alerts = Array.from({ length: count }, (_, index) => ({ ...ALERT, key: `k${from + index}` }));
    return post(remote, remote.token, ['/v1/alerts', { alerts }]);
  };
  expect(await send(0, 100)).toMatchObject({ status: 200, body: { problems: [] } });
  expect(await send(100, 1)).toMatchObject({
    status: 200,
    body: { problems: ['k100: alerts have 100 stops open on the line, and open no more'] },
  });
});

describe('rules that come with a report', () => {
  const alertRules = { [MAIN]: { ...ALERT_RULES, autoResume: true } };

  it('resume nothing where a monitor brings them, and count from a git host', async () => {
    const policy: LinePolicy = {
      name: MAIN,
      refs: [],
      fix: 'every',
      reverts: false,
      override: [],
      exempt: [],
      authority: { lift: { alert: ['lead'] } },
    };
    const remote = await openMain([policy]);
    const [monitor, host] = [await remote.newToken(['report']), await remote.newToken(['push'])];
    await post(remote, monitor, ['/v1/alerts', { alerts: [ALERT] }]);
    const resolved = [{ ...ALERT, state: 'resolved' }];
    await post(remote, monitor, ['/v1/alerts', { alerts: resolved, rules: alertRules }]);
    expect(await openStops(remote)).toBe(1);
    await post(remote, host, ['/v1/alerts', { alerts: [{ ...ALERT, key: 'other' }] }]);
    await post(remote, host, [
      '/v1/alerts',
      { alerts: [{ ...resolved[0], key: 'other' }], rules: alertRules },
    ]);
    expect(await openStops(remote)).toBe(1);
  });

  it('make no job informative where a CI brings them', async () => {
    const remote = await openMain();
    const rules = { ...BUILD_RULES, jobs: [] };
    const places = [{ repository: REPOSITORY, ref: REF, order: 0 }];
    const report = async (token: string, build: string): Promise<unknown> =>
      (await post(remote, token, ['/v1/builds', { ...BUILD, build, places, rules }])).body.entries[0];
    expect(await report(await remote.newToken(['push']), '1')).toMatchObject({
      why: 'the job is informative',
    });
    // Nor does its word count for where a revision stands.
    expect(await report(await remote.newToken(['report']), '2')).toMatchObject({
      why: 'the revision is not on the line',
    });
  });

  it('are asked for by the name of the line alone, whatever that is', async () => {
    const remote = await openMain();
    const line = lineName('constructor');
    await remote.store.command({ kind: 'register', line, repository: REPOSITORY, by: 'root' });
    const alerts = [{ ...ALERT, line }];
    expect(await post(remote, remote.token, ['/v1/alerts', { alerts, rules: {} }])).toMatchObject({
      status: 200,
      body: { entries: [{ kind: 'alert.reported' }, { kind: 'stop.opened' }] },
    });
  });
});
