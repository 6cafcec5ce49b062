// The pages of the server over HTTP: who gets in, what they may do, and what no other site can make them do.
import { describe, expect, it } from 'vitest';
import type { LinePolicy } from '../../src/push/policy.ts';
import { formatTime } from '../../src/text/utc-time.ts';
import { openBoard } from '../support/board.ts';

const LINE = {
  name: 'main',
  refs: [],
  fix: 'tip',
  reverts: false,
  override: [],
  exempt: [],
} as never as LinePolicy;
const CORD = '/lines/main/stops';
const RED = { summary: 'tests red', level: 'stop' };

describe('pages', () => {
  it('have a policy that lets them load nothing but what is ours', async () => {
    const { anybody } = await openBoard({ anonymousRead: true });
    const { status, headers, text } = await anybody.get('/');
    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).not.toMatch(/https?:\/\/|style=|<style| on[a-z]+="/);
    expect(text).toContain('<noscript><meta http-equiv="refresh"');
    const assets = text.match(/\/assets\/[a-z]+-[0-9a-f]{16}\.[a-z]+/g) ?? [];
    expect(assets).toHaveLength(3);
    for (const asset of assets) {
      const found = await anybody.get(asset);
      expect(found.status).toBe(200);
      expect(found.headers.get('cache-control')).toContain('immutable');
      expect(found.headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it('are for those who have a session, unless anybody may look', async () => {
    const { anybody, logIn } = await openBoard();
    const { status, headers } = await anybody.get('/?wall');
    expect([status, headers.get('location')]).toEqual([303, '/login?next=%2F%3Fwall']);
    expect(await anybody.get('/board/events')).toMatchObject({ status: 303 });
    const ann = await logIn(['read']);
    expect(await ann.get('/')).toMatchObject({ status: 200 });
  });

  it('show a line only to those whose token is for it', async () => {
    const { logIn } = await openBoard();
    const { text } = await (await logIn(['read'], { lines: ['docs'] })).get('/');
    expect(text).toContain('id="line-docs"');
    expect(text).not.toContain('id="line-main"');
  });

  it('say what is wrong as a page', async () => {
    const { logIn } = await openBoard();
    const ann = await logIn(['stop']);
    const missing = { formToken: await ann.formToken() };
    const answer = await ann.post('/stops/7/claim', missing);
    expect(answer.status).toBe(404);
    expect(answer.text).toContain('<h1>There is no stop 7</h1>');
  });
});

describe('sessions', () => {
  it('are a cookie that no script reads and no other site has sent', async () => {
    const { anybody, newToken } = await openBoard();
    const token = await newToken(['read']);
    const answer = await anybody.post('/login', { token, next: '/?wall' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/?wall']);
    const cookie = answer.headers.getSetCookie()[0];
    expect(cookie).toMatch(/^andon-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(cookie).not.toContain(token);
  });

  it('are for https alone behind a proxy that speaks it', async () => {
    const { anybody, newToken } = await openBoard({ trustedProxies: ['127.0.0.1'] });
    const token = await newToken(['read']);
    const headers = { 'sec-fetch-site': 'same-origin', 'x-forwarded-proto': 'https' };
    const answer = await anybody.post('/login', { token }, headers);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-andon-session=.*; Secure$/);
  });

  it('begin with no token that is wrong, and lead to no other site', async () => {
    const { anybody, newToken, url } = await openBoard();
    expect(await anybody.post('/login', { token: 'andon_x' })).toMatchObject({ status: 401 });
    const token = await newToken(['read']);
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example/', '/\n/evil.example'])
      expect((await anybody.post('/login', { token, next })).headers.get('location')).toBe('/');
    expect(await anybody.post('/login', { token }, { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
    });
    for (let count = 0; count < 25; count++) await anybody.post('/login', { token: 'andon_x' });
    expect(await anybody.post('/login', { token: 'andon_x' })).toMatchObject({ status: 429 });
    // Whoever has one is not kept out by whoever has none.
    expect(await anybody.post('/login', { token }, { origin: url })).toMatchObject({ status: 303 });
  });

  it('end with the token, and when one logs out', async () => {
    let now = Date.parse('2026-11-21T14:00:00Z');
    const { logIn } = await openBoard({ now: () => now });
    const ann = await logIn(['read'], { expiresAt: formatTime(now + 60_000) });
    const bob = await logIn(['read']);
    expect(await ann.get('/')).toMatchObject({ status: 200 });
    now += 60_001;
    expect(await ann.get('/')).toMatchObject({ status: 303 });
    expect(await bob.get('/')).toMatchObject({ status: 200 });
    expect(await bob.post('/logout', { formToken: await bob.formToken() })).toMatchObject({ status: 303 });
    expect(await bob.get('/')).toMatchObject({ status: 303 });
  });

  it('end when nobody uses them for half a day', async () => {
    let now = Date.parse('2026-11-21T14:00:00Z');
    const { logIn } = await openBoard({ now: () => now });
    const [ann, bob] = [await logIn(['read']), await logIn(['read'])];
    for (const hours of [7, 7]) {
      now += hours * 3_600_000;
      expect(await ann.get('/')).toMatchObject({ status: 200 });
    }
    expect(await bob.get('/')).toMatchObject({ status: 303 });
  });

  it('open nothing of the API', async () => {
    const { logIn } = await openBoard();
    expect(await (await logIn(['admin'])).get('/v1/lines')).toMatchObject({ status: 401 });
  });
});

describe('forms', () => {
  it.each([
    ['/lines/main?x=1', '/lines/main?x=1'],
    ['https://other.example/lines/main', '/lines/main'],
    ['//evil.example/', '/'],
    ['foo:/\\evil.example/', '/'],
    ['javascript:alert(1)', '/'],
  ])('lead back from %s to %s', async (from, to) => {
    const { logIn, url } = await openBoard();
    const ann = await logIn(['stop']);
    const referer = from.startsWith('/') && !from.startsWith('//') ? url + from : from;
    const fields = { formToken: await ann.formToken(), summary: 'red', level: 'stop' };
    const answer = await ann.post('/lines/main/stops', fields, { origin: url, referer });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, to]);
  });

  it('pull the cord, claim and lift', async () => {
    const { logIn, store } = await openBoard();
    const ann = await logIn(['resume']);
    const formToken = await ann.formToken();
    expect(await ann.post(CORD, { ...RED, formToken })).toMatchObject({ status: 303 });
    expect(await store.readStop(1)).toMatchObject({
      line: 'main',
      cause: 'person',
      by: 't2',
      summary: 'tests red',
    });
    await ann.post('/stops/1/claim', { formToken });
    expect(await store.readStop(1)).toMatchObject({ claim: { by: 't2' } });
    expect(await ann.post('/stops/1/lift', { formToken, reason: ' ' })).toMatchObject({ status: 400 });
    expect(await store.readStop(1)).not.toHaveProperty('lifted');
    await ann.post(CORD, { ...RED, formToken });
    await ann.post(CORD, { ...RED, formToken });
    // What was opened after the page was made stays open.
    await ann.post('/lines/main/resume', { formToken, reason: 'reverted', seen: '1,2' });
    expect(
      (await store.readLines()).statuses.get('main' as never)?.stops.map(({ number }) => number),
    ).toEqual([3]);
    expect(await store.readStop(1)).toMatchObject({ lifted: { by: 't2', reason: 'reverted' } });
  });

  it('are taken from our own pages only', async () => {
    const { logIn, store, url } = await openBoard();
    const [ann, bob] = [await logIn(['resume']), await logIn(['resume'])];
    const formToken = await ann.formToken();
    const given = { ...RED, formToken };
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', origin: url },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'none' },
    ])
      expect(await ann.post(CORD, given, headers)).toMatchObject({ status: 403 });
    expect(await ann.post(CORD, { ...RED, formToken: await bob.formToken() })).toMatchObject({ status: 403 });
    expect(await ann.post('/logout', {})).toMatchObject({ status: 403 });
    expect(await store.readStop(1)).toBeUndefined();
  });

  it('are shown to those, and taken from those, whose token allows it', async () => {
    const { logIn, anybody, store } = await openBoard({ anonymousRead: true });
    const admin = await logIn(['admin']);
    await admin.post(CORD, { ...RED, formToken: await admin.formToken() });
    const pages = async (scope: 'read' | 'stop' | 'resume') => {
      const who = await logIn([scope]);
      const { text } = await who.get('/');
      return [text.includes('Pull the cord'), text.includes('I am on it'), text.includes('Lift stop 1')];
    };
    expect(await pages('read')).toEqual([false, false, false]);
    expect(await pages('stop')).toEqual([true, true, false]);
    expect(await pages('resume')).toEqual([true, true, true]);
    const reader = await logIn(['read']);
    const formToken = await reader.formToken();
    expect(await reader.post(CORD, { ...RED, formToken })).toMatchObject({ status: 403 });
    const stopper = await logIn(['stop'], { lines: ['docs'] });
    const own = { formToken: await stopper.formToken() };
    expect(await stopper.post(CORD, { ...RED, ...own })).toMatchObject({ status: 403 });
    expect(await stopper.post('/stops/1/claim', own)).toMatchObject({ status: 403 });
    expect(await stopper.post('/stops/1/lift', { ...own, reason: 'x' })).toMatchObject({ status: 403 });
    expect(await anybody.post(CORD, RED)).toMatchObject({ status: 303 });
    expect(await store.readStop(1)).not.toHaveProperty('claim');
    expect(await store.readStop(2)).toBeUndefined();
  });

  it('are shown to those, and taken from those, whom the configuration of the server lets', async () => {
    const authority = { stop: { person: ['t2'] }, lift: { person: ['t3'] } };
    const policy = { repository: '', lines: [{ ...LINE, authority }] };
    const { logIn } = await openBoard({ policy });
    const [ann, bob] = [await logIn(['resume']), await logIn(['resume'])];
    const [annToken, bobToken] = [await ann.formToken(), await bob.formToken()];
    expect(await bob.post(CORD, { ...RED, formToken: bobToken })).toMatchObject({ status: 403 });
    expect(await ann.post(CORD, { ...RED, formToken: annToken })).toMatchObject({ status: 303 });
    const lift = { reason: 'green', formToken: annToken };
    const refused = await ann.post('/stops/1/lift', lift);
    expect(refused).toMatchObject({ status: 403 });
    expect(refused.text).toContain('Ask one of: t3');
    const shown = async (who: typeof ann) => {
      const { text } = await who.get('/lines/main');
      return [text.includes('Pull the cord'), text.includes('I am on it'), text.includes('Lift stop 1')];
    };
    expect(await shown(ann)).toEqual([true, true, false]);
    expect(await shown(bob)).toEqual([false, true, true]);
  });
});
