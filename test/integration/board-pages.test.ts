// The pages of a line, of the journal and of a push, the badge and the feed, over HTTP.
import { describe, expect, it } from 'vitest';
import { BUILD_RULES } from '../../src/line/build.ts';
import type { LineName } from '../../src/line/line-name.ts';
import { openBoard } from '../support/board.ts';
import type { Board } from '../support/board.ts';
import { lineName, oid } from '../support/gate.ts';
import { land } from '../support/landing.ts';

const MAIN = 'main' as LineName;
const HOSTILE = '<script>alert(1)</script>';

async function openBusy(): Promise<Board> {
  const board = await openBoard({ anonymousRead: true });
  const { store } = board;
  await land(store, { push: 'p1', old: null, new: oid(1), subject: 'first' });
  await land(store, { push: 'p2', old: oid(1), new: oid(2), subject: HOSTILE, pusher: 'bob' });
  await land(store, { push: 'p3', old: oid(2), new: oid(3), refusedBy: 'no-wip' });
  for (const [revision, status] of [
    [oid(1), 'passed'],
    [oid(2), 'failed'],
  ] as const) {
    const build = { line: MAIN, job: 'unit', build: `b${revision[0]}`, revision, status } as const;
    const more = { startedAt: '2026-11-21T12:00:00.000Z', trigger: 'push', by: 'ci' } as const;
    await store.report({ ...build, ...more }, BUILD_RULES);
  }
  return board;
}

describe('the page of a line', () => {
  it('has its stops, suspects, builds, times and refusals', async () => {
    const { anybody } = await openBusy();
    const { status, text } = await anybody.get('/lines/main');
    expect(status).toBe(200);
    expect(text).toContain('Suspects of stop 1');
    expect(text).toMatch(/<code>0*2<\/code>|<code>[0-9a-f]{7}<\/code><\/a>\s*by\s*<b>bob<\/b>/);
    expect(text.match(/<li\s+class="(good|bad|unknown)"/g)?.map((item) => /"(.*)"/.exec(item)?.[1])).toEqual([
      'bad',
      'good',
    ]);
    expect(text).toContain('unit failed');
    expect(text).toContain('no-wip');
    expect(text).toContain('No stop has ended yet.');
    expect(text).not.toContain(HOSTILE);
    expect(text).toContain('&lt;script&gt;');
  });

  it('suspects once what several stops suspect', async () => {
    const { anybody, store } = await openBusy();
    const build = { line: MAIN, build: 'e', revision: oid(2), trigger: 'push', by: 'ci' } as const;
    const startedAt = '2026-11-21T12:30:00.000Z';
    await store.report(
      { ...build, job: 'e2e', build: 'a', revision: oid(1), status: 'passed', startedAt },
      BUILD_RULES,
    );
    await store.report({ ...build, job: 'e2e', status: 'failed', startedAt }, BUILD_RULES);
    const { text } = await anybody.get('/lines/main');
    expect(text.match(/Suspects of [^<]*/g)).toEqual(['Suspects of stops 1, 2']);
  });

  it('is there for lines that are, and for those whose token is for it', async () => {
    const { anybody, logIn } = await openBusy();
    expect(await anybody.get('/lines/mian')).toMatchObject({ status: 404 });
    const stranger = await logIn(['read'], { lines: ['docs'] });
    for (const path of ['/lines/main', '/badge/main.svg', '/feed/main.atom'])
      expect(await stranger.get(path)).toMatchObject({ status: 403 });
    expect(await stranger.get('/pushes/p1')).toMatchObject({ status: 404 });
    expect((await stranger.get('/lines/docs')).text).not.toContain('/pushes/');
  });
});

describe('the wall', () => {
  it.each([
    [10, 1, 7, 'And 3 more stops.'],
    [4, 2, 6, 'And 1 more stop.'],
    [2, 3, 6, undefined],
  ])(
    'shows of %i stops on each of %i lines as many as it has room for',
    async (stops, lines, shown, more) => {
      const { anybody, store } = await openBoard({ anonymousRead: true });
      const by = 'ann';
      for (const line of ['main', 'docs', 'release-2.5.x'].slice(0, lines))
        for (let each = 0; each < stops; each++)
          await store.command({
            kind: 'open',
            line: lineName(line),
            level: 'stop',
            cause: 'person',
            summary: 'red',
            by,
          });
      const { text } = await anybody.get('/?wall');
      expect(text.match(/<b>Stop \d+/g)).toHaveLength(shown);
      expect(/And \d+ more stops?\./.exec(text)?.[0]).toBe(more);
    },
  );
});

describe('the badge', () => {
  it('says in words how the line is, also on pages of others', async () => {
    const { anybody, store } = await openBusy();
    const { text, headers } = await anybody.get('/badge/main.svg');
    expect(headers.get('content-type')).toBe('image/svg+xml');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(text).toContain('<title>main: stopped</title>');
    await store.command({ kind: 'lift', target: { line: MAIN }, by: 'ann', reason: 'reverted' });
    expect((await anybody.get('/badge/main.svg')).text).toContain('main: running');
  });

  it.each(['/badge/release-2.5.x.svg', '/feed/release-2.5.x.atom', '/lines/release-2.5.x'])(
    'is found also for names with dots in them: %s',
    async (path) => {
      const { anybody } = await openBusy();
      expect(await anybody.get(path)).toMatchObject({ status: 200 });
    },
  );

  it('is for those who bring a token along, where not for anybody', async () => {
    const { anybody, url, newToken } = await openBoard();
    expect(await anybody.get('/badge/main.svg')).toMatchObject({ status: 303 });
    const headers = { authorization: `Bearer ${await newToken(['read'])}` };
    expect((await fetch(`${url}/feed/main.atom`, { headers })).status).toBe(200);
    expect((await fetch(`${url}/feed/main.atom`, { headers: { authorization: 'Bearer x' } })).status).toBe(
      401,
    );
    const form = { method: 'POST', headers: { ...headers, origin: url }, redirect: 'manual' } as const;
    expect((await fetch(`${url}/lines/main/stops`, form)).status).toBe(303);
  });
});

it('the feed tells of stops, the newest first', async () => {
  const { anybody, store, url } = await openBusy();
  await store.command({ kind: 'claim', stop: 1, by: HOSTILE });
  const { text, headers } = await anybody.get('/feed/main.atom');
  expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  const titles = [...text.matchAll(/<entry>.*?<title>(.*?)<\/title>/gs)].map(([, title]) => title);
  expect(titles).toEqual([
    'stop 1 claimed by &lt;script&gt;alert(1)&lt;/script&gt;',
    expect.stringContaining('stop 1 opened'),
  ]);
  expect(text).toContain(`<link href="${url}/lines/main"`);
});

describe('the journal', () => {
  it('is searched by who, what and where', async () => {
    const { anybody } = await openBusy();
    const search = async (query: string): Promise<number> =>
      (await anybody.get(`/journal?${query}`)).text.match(/<li id="entry-/g)?.length ?? 0;
    expect(await search('')).toBeGreaterThan(8);
    expect(await search('person=bob')).toBe(1);
    expect(await search(`commit=${oid(3)}`)).toBe(1);
    expect(await search('rule=no-wip')).toBe(1);
    expect(await search('kind=push.')).toBe(5);
    expect(await search('kind=push.&ref=heads/main&person=ann')).toBe(2);
    expect(await search('ref=nowhere')).toBe(0);
    expect(await search('before=3')).toBe(2);
    expect(await search('before=x')).toBeGreaterThan(8);
  });

  it('is for a token of some lines as far as it is about these', async () => {
    const { logIn } = await openBusy();
    const kinds = async (line: string): Promise<readonly string[]> => {
      const { text } = await (await logIn(['read'], { lines: [line] })).get('/journal');
      return [...text.matchAll(/<li id="entry-(\d+)/g)].map(([, seq]) => seq ?? '');
    };
    const [main, docs] = [await kinds('main'), await kinds('docs')];
    expect(docs).toHaveLength(1);
    expect(main.length).toBeGreaterThan(6);
    expect(main).not.toEqual(expect.arrayContaining([...docs]));
    expect((await (await logIn(['read'], { lines: ['main'] })).get('/pushes/p3')).text).toContain(
      'Push p3 refused',
    );
  });

  it('shows of a push what was found and what became of it', async () => {
    const { anybody } = await openBusy();
    const { text } = await anybody.get('/pushes/p3');
    expect(text).toContain('<h1>Push p3 refused</h1>');
    expect(text).toContain('not &lt;b&gt;no-wip&lt;/b&gt;');
    expect((await anybody.get('/pushes/p2?near=5')).text).toContain('settled by post-receive');
    expect(await anybody.get('/pushes/p9')).toMatchObject({ status: 404 });
  });
});
