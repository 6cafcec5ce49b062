// What a token of some lines may say: nothing of repositories and pushes that have to do with others.
import { beforeEach, describe, expect, it } from 'vitest';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { lineName, oid } from '../support/gate.ts';
import { admission, REPOSITORY, settlement, YES } from '../support/pushes.ts';
import { openRemote } from '../support/stores.ts';

const [ALPHA, BETA] = [lineName('alpha'), lineName('beta')];
const OTHER = '/srv/other.git';
const NOW = Date.parse('2026-03-02T14:27:00Z');

describe('a push token for line alpha', () => {
  let ask: (method: string, path: string, body?: object) => Promise<{ status: number; text: string }>;
  let engine = memoryEngine();
  const kinds = async (): Promise<number> => (await engine.head()).seq;
  beforeEach(async () => {
    engine = memoryEngine();
    const store = journalStore(engine, () => NOW);
    const by = 'root';
    for (const [line, repository] of [
      [ALPHA, REPOSITORY],
      [BETA, OTHER],
    ] as const)
      await store.command({ kind: 'register', line, repository, by });
    await store.command({ kind: 'open', line: BETA, level: 'stop', cause: 'person', summary: 'red', by });
    await store.admit({ ...admission('theirs', [{ from: 0, to: 1 }], 9), repository: OTHER }, () => YES);
    const { url, newToken } = await openRemote(engine, { now: () => NOW });
    const token = await newToken(['push'], { lines: [ALPHA] });
    ask = async (method, path, body) => {
      const answer = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: answer.status, text: await answer.text() };
    };
  });
  const { receiver: _receiver, ...rest } = admission('mine', [{ from: 0, to: 1 }], 9);
  const mine = { ...rest, receiver: { host: 'h', pid: 7 } };
  const passage = { line: BETA, ref: 'refs/heads/main', way: 'fix', stops: [1] };
  const happenedAt = '2026-03-02T14:00:00.000Z';

  it.each<[string, string, string, object?]>([
    [
      'asks for a push of another repository',
      'POST',
      '/v1/pushes',
      { admission: { ...mine, repository: OTHER }, judgement: YES, tag: '' },
    ],
    [
      'names another line in a push',
      'POST',
      '/v1/pushes',
      {
        admission: { ...mine, updates: [{ ref: 'r', old: null, new: oid(1), lines: [BETA] }] },
        judgement: YES,
        tag: '',
      },
    ],
    [
      'mends a stop of another line',
      'POST',
      '/v1/pushes',
      { admission: mine, judgement: { ...YES, passages: [passage] }, tag: '' },
    ],
    [
      'mends it in the name of its own',
      'POST',
      '/v1/pushes',
      { admission: mine, judgement: { ...YES, passages: [{ ...passage, line: ALPHA }] }, tag: '' },
    ],
    [
      'settles a push of another repository',
      'POST',
      '/v1/settlements',
      { ...settlement('theirs', [{ from: 0, to: 1 }], 'landed'), repository: OTHER },
    ],
    ['looks at the pushes of another', 'GET', `/v1/intents?repository=${OTHER}`],
    ['looks at the refs of another', 'GET', `/v1/tips?repository=${OTHER}`],
    [
      'says where the refs of another are',
      'POST',
      '/v1/reconciliations',
      { repository: OTHER, dead: [], basis: 9, observations: [{ ref: 'refs/heads/main', value: oid(5) }] },
    ],
    [
      'adopts refs of another',
      'POST',
      '/v1/adoptions',
      { repository: OTHER, observations: [{ ref: 'refs/heads/x', value: oid(5) }] },
    ],
    [
      'hands over a push of another',
      'POST',
      '/v1/spooled',
      {
        spooled: [
          {
            name: 'a',
            event: {
              kind: 'admission',
              happenedAt,
              admission: { ...mine, repository: OTHER },
              judgement: YES,
            },
          },
        ],
      },
    ],
    [
      'hands over a fix of another line',
      'POST',
      '/v1/spooled',
      {
        spooled: [
          {
            name: 'a',
            event: {
              kind: 'admission',
              happenedAt,
              admission: mine,
              judgement: { ...YES, passages: [passage] },
            },
          },
        ],
      },
    ],
    [
      'hands over the end of a push of another',
      'POST',
      '/v1/spooled',
      {
        spooled: [
          {
            name: 'a',
            event: {
              kind: 'settlement',
              happenedAt,
              settlement: { ...settlement('theirs', [], 'landed'), repository: OTHER },
            },
          },
        ],
      },
    ],
    ['takes the calendar of another away', 'POST', '/v1/schedules', { repository: OTHER, lines: [] }],
    ['looks at what is measured of all', 'GET', '/metrics'],
  ])('is refused where it %s', async (_, method, path, body) => {
    const before = await kinds();
    expect(await ask(method, path, body)).toMatchObject({
      status: 403,
      text: expect.stringContaining('access-denied') as string,
    });
    expect(await kinds()).toBe(before);
  });

  it('is heard of its own', async () => {
    const pushed = await ask('POST', '/v1/pushes', { admission: mine, judgement: YES, tag: '' });
    expect(pushed.text).toContain('judge-again');
    expect(await ask('GET', `/v1/tips?repository=${encodeURIComponent(REPOSITORY)}`)).toMatchObject({
      status: 200,
    });
    expect(
      await ask('POST', '/v1/schedules', { repository: REPOSITORY, lines: [{ name: ALPHA }] }),
    ).toMatchObject({ status: 200 });
  });

  it('takes no place of the calendar of the server', async () => {
    expect(await ask('POST', '/v1/schedules', { repository: 'andon serve', lines: [] })).toMatchObject({
      status: 403,
    });
  });
});
