// Who may ask a server for what.
import { describe, expect, it } from 'vitest';
import { openEntry } from '../../src/journal/chain.ts';
import type { Scope } from '../../src/access/token.ts';
import type { LinePolicy } from '../../src/push/policy.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { journalAccess } from '../../src/store/journal-access.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { sqliteEngine } from '../../src/store/sqlite/sqlite-engine.ts';
import { temporaryFolder } from '../support/engines.ts';
import { lineName, MAIN, oid } from '../support/gate.ts';
import { readAll } from '../support/pushes.ts';
import { openRemote } from '../support/stores.ts';
import type { Remote } from '../support/stores.ts';

const STOP = { line: 'main', summary: 'tests red' };
const BUILD = {
  line: 'main',
  job: 'web',
  build: '1',
  revision: oid(1),
  status: 'passed',
  startedAt: '2026-03-02T14:00:00Z',
};

async function openMain(change: Parameters<typeof openRemote>[1] = {}): Promise<Remote> {
  const remote = await openRemote(memoryEngine(), change);
  for (const line of [MAIN, lineName('docs')])
    await remote.store.command({ kind: 'register', line, repository: '/r', by: 'root' });
  return remote;
}

async function ask(
  { url }: Pick<Remote, 'url'>,
  [method, path, body]: readonly [string, string, unknown?],
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; body: unknown; headers: Headers }> {
  const answer = await fetch(url + path, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text), headers: answer.headers };
}

const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` });

const ASKED: readonly (readonly [Scope, readonly [string, string, unknown?]])[] = [
  ['read', ['GET', '/v1/lines']],
  ['read', ['GET', '/v1/journal']],
  ['push', ['GET', '/v1/tips?repository=/r']],
  ['push', ['POST', '/v1/lines', { line: 'main', repository: '/other' }]],
  ['report', ['POST', '/v1/builds', BUILD]],
  ['stop', ['POST', '/v1/stops', STOP]],
  ['resume', ['POST', '/v1/lines/main/resume', { reason: 'green' }]],
];
const MAY: Readonly<Record<Scope, readonly Scope[]>> = {
  read: ['read'],
  push: ['read', 'push', 'report', 'stop', 'resume'],
  report: ['read', 'report'],
  stop: ['read', 'stop'],
  resume: ['read', 'stop', 'resume'],
  admin: ['read', 'push', 'report', 'stop', 'resume'],
};

describe('a token', () => {
  it.each(Object.keys(MAY) as Scope[])(
    'of scope %s opens what it is for, and nothing else',
    async (scope) => {
      const remote = await openMain();
      const token = await remote.newToken([scope]);
      for (const [wanted, request] of ASKED) {
        const { status } = await ask(remote, request, bearer(token));
        expect([request, status < 300]).toEqual([request, MAY[scope].includes(wanted)]);
        if (status >= 300) expect(status).toBe(403);
      }
    },
  );

  it('of a line opens that line, and nothing that is about all of them', async () => {
    const remote = await openMain();
    const token = bearer(await remote.newToken(['resume', 'report'], { lines: [lineName('docs')] }));
    expect((await ask(remote, ['POST', '/v1/stops', { ...STOP, line: 'docs' }], token)).status).toBe(201);
    for (const request of [
      ['POST', '/v1/stops', STOP],
      ['POST', '/v1/builds', BUILD],
      ['GET', '/v1/lines/main'],
      ['GET', '/v1/journal?whole=true'],
    ] as const)
      expect(await ask(remote, request, token)).toMatchObject({
        status: 403,
        body: { code: 'access-denied' },
      });
    const { body } = await ask(remote, ['GET', '/v1/lines'], token);
    expect(body).toMatchObject({ lines: [{ line: 'docs', status: 'stopped' }] });
  });

  it('of a line is answered nothing of what was due on others', async () => {
    let now = Date.parse('2026-03-02T14:00:00Z');
    const remote = await openMain({ now: () => now });
    const token = bearer(await remote.newToken(['resume', 'report'], { lines: [lineName('docs')] }));
    const due = async (): Promise<void> => {
      const until = new Date(now + 60_000).toISOString();
      await ask(remote, ['POST', '/v1/stops', { ...STOP, until }], bearer(remote.token));
      now += 120_000;
    };
    const alert = { source: 's', key: 'k', severity: 'info', state: 'firing', summary: 's' };
    for (const request of [
      ['POST', '/v1/ticks'],
      ['POST', '/v1/stops', { ...STOP, line: 'docs' }],
      ['POST', '/v1/builds', { ...BUILD, line: 'docs' }],
      ['POST', '/v1/sweeps', { line: 'docs' }],
      ['POST', '/v1/alerts', { alerts: [{ ...alert, line: 'docs' }] }],
      ['POST', '/v1/lines/docs/resume', { reason: 'green' }],
    ] as const) {
      await due();
      const { body, status } = await ask(remote, request, token);
      const { entries } = body as { entries: readonly { line: string }[] };
      expect(status).toBeLessThan(300);
      expect(entries.filter(({ line }) => line !== 'docs')).toEqual([]);
    }
    expect((await ask(remote, ['GET', '/v1/lines/main'], bearer(remote.token))).body).toMatchObject({
      stops: [],
    });
  });

  it('says who acts, unless it is that of a git host, which says so itself', async () => {
    const remote = await openMain();
    const robot = bearer(await remote.newToken(['stop'], { name: 'dashboard' }));
    const host = bearer(await remote.newToken(['push'], { name: 'host' }));
    const stop = { ...STOP, by: 'dana' };
    expect((await ask(remote, ['POST', '/v1/stops', stop], robot)).body).toMatchObject({
      entries: [{ by: 'dashboard' }],
    });
    expect((await ask(remote, ['POST', '/v1/stops', stop], host)).body).toMatchObject({
      entries: [{ by: 'dana' }],
    });
  });

  it('stops a line as a person, and for no other cause, unless it is that of a git host', async () => {
    const authority = { stop: { person: [] } };
    const policy: LinePolicy = {
      name: MAIN, refs: [], fix: 'every', reverts: false, override: [], exempt: [], authority,
    }; // prettier-ignore
    const remote = await openMain({ policy: { lines: [policy], repository: '' } });
    const person = bearer(await remote.newToken(['resume']));
    const host = bearer(await remote.newToken(['push']));
    const open = async (cause: string, headers: typeof person) =>
      ask(remote, ['POST', '/v1/stops', { ...STOP, cause }], headers);
    for (const cause of ['schedule', 'build', 'alert'])
      expect(await open(cause, person)).toMatchObject({ status: 403, body: { code: 'access-denied' } });
    expect(await open('person', person)).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    expect(await open('build', host)).toMatchObject({ status: 201 });
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['none', {}],
    ['no bearer', { authorization: 'Basic YTpi' }],
    ['no token', bearer('x')],
    ['an unknown one', bearer(`andon_${'f'.repeat(12)}_${'a'.repeat(64)}`)],
    ['the right id with a wrong secret', bearer(`andon_000000000001_${'b'.repeat(64)}`)],
    ['two', { authorization: `Bearer andon_000000000001_${'1'.padStart(64, 'a')}, Bearer x` }],
  ])('that is %s opens nothing', async (_, headers) => {
    const remote = await openMain();
    for (const [, request] of ASKED) {
      const { status, body, headers: answered } = await ask(remote, request, headers);
      expect([request, status]).toEqual([request, 401]);
      expect(body).toMatchObject({ code: 'token-missing', type: 'urn:andon:problem:token-missing' });
      expect(answered.get('www-authenticate')).toBe('Bearer');
      expect(answered.get('content-type')).toContain('application/problem+json');
    }
    for (const path of ['/healthz', '/readyz', '/openapi.json'])
      expect((await ask(remote, ['GET', path], headers)).status).toBe(200);
  });

  it('that has had its time, or was revoked, opens nothing', async () => {
    let now = Date.parse('2026-03-02T14:00:00Z');
    const remote = await openMain({ now: () => now });
    const token = bearer(await remote.newToken(['read'], { expiresAt: '2026-03-02T15:00:00.000Z' }));
    expect((await ask(remote, ['GET', '/v1/lines'], token)).status).toBe(200);
    now += 3_600_000;
    expect((await ask(remote, ['GET', '/v1/lines'], token)).status).toBe(401);
  });

  it('nobody needs to look, where the server says so, and everybody to write', async () => {
    const remote = await openMain({ anonymousRead: true });
    expect((await ask(remote, ['GET', '/v1/lines'])).status).toBe(200);
    for (const [wanted, request] of ASKED)
      if (wanted !== 'read') expect((await ask(remote, request)).status).toBe(401);
  });

  it('that is wrong is on record, and whoever tries and tries has to wait', async () => {
    const engine = sqliteEngine({ path: `${temporaryFolder()}/a.db`, busyTimeoutMs: 1_000, create: true });
    const denied = journalAccess(engine, Date.now);
    expect(await denied.list()).toEqual([]);
    const now = Date.parse('2026-03-02T14:00:10Z');
    let wait = 0;
    const remote = await openRemote(engine, { now: () => now + wait }, undefined, denied);
    const wrong = bearer(`andon_${'f'.repeat(12)}_${'a'.repeat(64)}`);
    const statuses: number[] = [];
    for (let tries = 0; tries < 25; tries++)
      statuses.push((await ask(remote, ['POST', '/v1/stops', STOP], wrong)).status);
    expect(statuses).toEqual([...Array<number>(20).fill(401), ...Array<number>(5).fill(429)]);
    const { headers } = await ask(remote, ['GET', '/v1/lines'], wrong);
    expect(headers.get('retry-after')).toBe('50');
    // A git host is not kept waiting by whoever else is at its address.
    expect((await ask(remote, ['GET', '/v1/lines'], bearer(remote.token))).status).toBe(200);
    wait = 50_000;
    expect((await ask(remote, ['GET', '/v1/lines'], wrong)).status).toBe(401);
    const entries = (await readAll(journalStore(engine, () => now))).map(openEntry);
    expect(entries.filter(({ kind }) => kind === 'access.denied')).toHaveLength(21);
    expect(entries[1]).toMatchObject({
      kind: 'access.denied',
      why: 'unknown',
      token: 'f'.repeat(12),
      address: '127.0.0.1',
      request: 'POST /v1/stops',
      wanted: 'stop',
    });
    expect(JSON.stringify(entries)).not.toContain('a'.repeat(64));
  });
});
