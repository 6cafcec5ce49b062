// What a token for some lines only gets of the journal: what is about them, and a way to go on.
import { describe, expect, it } from 'vitest';
import { openEntry } from '../../src/journal/chain.ts';
import type { StoredEntry } from '../../src/journal/entry.ts';
import type { LineName } from '../../src/line/line-name.ts';
import { openClient } from '../../src/remote/http-client.ts';
import { remoteStore } from '../../src/remote/remote-store.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { lineName, MAIN } from '../support/gate.ts';
import { land } from '../support/landing.ts';
import { admission, NO, readAll, value } from '../support/pushes.ts';
import { openRemote } from '../support/stores.ts';
import type { Remote } from '../support/stores.ts';

const DOCS = lineName('docs');

interface Scene extends Remote {
  readonly docs: { readonly authorization: string };
  readonly main: { readonly authorization: string };
  readonly stop: (line: LineName) => Promise<void>;
}

/** A server on which much happens on main, and at the end something on docs. */
async function openScene(): Promise<Scene> {
  const remote = await openRemote(memoryEngine());
  const { store } = remote;
  const stop = async (line: LineName): Promise<void> =>
    void (await store.command({
      kind: 'open',
      line,
      level: 'caution',
      cause: 'person',
      summary: line,
      by: 'd',
    }));
  const bearer = async (line: LineName): Promise<{ authorization: string }> => ({
    authorization: `Bearer ${await remote.newToken(['read'], { lines: [line] })}`,
  });
  for (const line of [MAIN, DOCS])
    await store.command({ kind: 'register', line, repository: '/srv/a.git', by: 'root' });
  await land(store, { push: 'one', old: null, new: value(1) ?? expect.fail() });
  await store.admit(admission('mixed', [{ from: 1, to: 2, ref: 'refs/heads/other' }], 9), () => NO);
  for (let count = 0; count < 5; count++) await stop(MAIN);
  await stop(DOCS);
  return { ...remote, docs: await bearer(DOCS), main: await bearer(MAIN), stop };
}

async function readPage(
  { url }: Remote,
  headers: Scene['docs'],
  query = '',
): Promise<{ entries: StoredEntry[]; next?: number }> {
  const answer = await fetch(`${url}/v1/journal?${query}`, { headers });
  expect(answer.status).toBe(200);
  return (await answer.json()) as { entries: StoredEntry[]; next?: number };
}

const inWords = (entries: readonly StoredEntry[]): string[] =>
  entries.map((stored) => `${stored.seq} ${openEntry(stored).kind}`);

describe('a token for a line', () => {
  it('gets the entries about it, as they are on record', async () => {
    const scene = await openScene();
    const all = await readAll(scene.store);
    expect(inWords(all)).toHaveLength(11);
    const { entries, next } = await readPage(scene, scene.docs);
    expect([inWords(entries), next]).toEqual([['2 line.registered', '11 stop.opened'], undefined]);
    expect(all).toEqual(expect.arrayContaining(entries));
    const ofMain = (await readPage(scene, scene.main)).entries;
    expect(inWords(ofMain).slice(0, 4)).toEqual([
      '1 line.registered',
      '3 push.admitted',
      '4 push.settled',
      '6 stop.opened',
    ]);
    const text = await (
      await fetch(`${scene.url}/v1/journal.ndjson?after=2`, { headers: scene.docs })
    ).text();
    expect(text.trim().split('\n')).toEqual([JSON.stringify(entries[1])]);
  });

  it('goes on from page to page, although entries are left out', async () => {
    const scene = await openScene();
    const [first] = (await readPage(scene, scene.docs, 'limit=1')).entries;
    expect(first?.seq).toBe(2);
    const page = await readPage(scene, scene.docs, 'limit=1&after=2');
    expect([inWords(page.entries), page.next]).toEqual([['11 stop.opened'], 11]);
    expect(await readPage(scene, scene.docs, 'limit=1&after=11')).toEqual({ entries: [] });
    const newest = await readPage(scene, scene.docs, 'limit=1&newest=true');
    expect([inWords(newest.entries), newest.next]).toEqual([['11 stop.opened'], 11]);
    const before = await readPage(scene, scene.docs, 'newest=true&before=11');
    expect([inWords(before.entries), before.next]).toEqual([['2 line.registered'], undefined]);
  });

  it('lists the stops of it, and of no other', async () => {
    const scene = await openScene();
    const list = async (query: string, headers = scene.docs): Promise<unknown> => {
      const answer = await fetch(`${scene.url}/v1/stops${query}`, { headers });
      const { stops, next, code } = (await answer.json()) as Record<string, { number: number }[]>;
      return [answer.status, stops?.map(({ number }) => number) ?? code, next];
    };
    expect(await list('')).toEqual([200, [6], undefined]);
    expect(await list('?line=docs&open=true')).toEqual([200, [6], undefined]);
    expect(await list('?open=false')).toEqual([200, [], undefined]);
    expect(await list('?line=main')).toEqual([403, 'access-denied', undefined]);
    expect(await list('?line=docs&line=main')).toEqual([403, 'access-denied', undefined]);
    const all = { authorization: `Bearer ${scene.token}` };
    expect(await list('?line=docs&line=main', all)).toEqual([200, [1, 2, 3, 4, 5, 6], undefined]);
    expect(await list('?newest=true&limit=2', all)).toEqual([200, [6, 5], 5]);
    expect(await list('?newest=true&limit=2&before=5', all)).toEqual([200, [4, 3], 3]);
    expect(await list('?after=4', all)).toEqual([200, [5, 6], undefined]);
    for (const wrong of ['?line=1', '?open=perhaps', '?limit=1001', '?limit=0', '?after=x'])
      expect(await list(wrong, all)).toEqual([400, 'value-invalid', undefined]);
  });

  it('looks so far at a time, and is told where to go on', async () => {
    const scene = await openScene();
    const observations = Array.from({ length: 10_500 }, (_, at) => ({
      ref: `refs/x/${at}`,
      value: value(1),
    }));
    await scene.store.adopt('/srv/a.git', observations);
    const { entries, next } = await readPage(scene, scene.docs, 'after=11');
    expect([entries, next]).toEqual([[], 10_011]);
    expect(await readPage(scene, scene.docs, `after=${next}`)).toEqual({ entries: [] });
  });

  it('does not check a journal that it has in part, and is told so', async () => {
    const { url, docs } = await openScene();
    const token = docs.authorization.slice('Bearer '.length);
    const client = openClient({ url: new URL(url), token, timeoutMs: 5_000 });
    const store = remoteStore({ client, name: url, newId: () => 'id' });
    await expect(readAll(store)).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining('is for some lines only') as string,
    });
    client.close();
  });

  it('hears of what happens there, and goes on where it was cut off', async () => {
    const scene = await openScene();
    const watching = await fetch(`${scene.url}/v1/events`, { headers: scene.docs });
    const back = await fetch(`${scene.url}/v1/events`, { headers: { ...scene.docs, 'last-event-id': '1' } });
    for (const line of [MAIN, DOCS, MAIN, MAIN, DOCS]) await scene.stop(line);
    const read = async ({ body }: Response, count: number): Promise<string> => {
      let text = '';
      for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
        text += Buffer.from(chunk).toString();
        if (text.split('event: ').length > count) break;
      }
      return text;
    };
    const heard = await read(watching, 2);
    expect(heard.replaceAll(/data: .*\n/g, '')).toBe(
      'id: 11\n\nid: 13\nevent: stop.opened\n\nid: 16\nevent: stop.opened\n\n',
    );
    expect(heard).not.toContain('main');
    expect((await read(back, 4)).match(/id: \d+/g)).toEqual(['id: 1', 'id: 2', 'id: 11', 'id: 13', 'id: 16']);
  });
});
