// Channels that take what they are sent, and channels that do not.
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { sendAnnouncement } from '../../src/channel/send-announcement.ts';
import { checkHost, isPublic } from '../../src/http/address-guard.ts';
import type { Destination, HttpDestination } from '../../src/notify/channel.ts';
import type { Sent } from '../../src/notify/deliver.ts';
import { announcement, sendContext } from '../support/announcements.ts';
import { temporaryFolder } from '../support/engines.ts';
import { startHookServer } from '../support/hook-server.ts';

const LOOPBACK = ['127.0.0.1'];
const send = async (destination: Destination, environment = {}, timeoutMs = 5_000): Promise<Sent> =>
  sendAnnouncement({ name: 'ops', destination }, announcement(), sendContext({ environment, timeoutMs }));
const post = async (url: string, change: Partial<HttpDestination> = {}, environment = {}): Promise<Sent> =>
  send({ kind: 'slack', url: { value: url }, allowPrivate: LOOPBACK, ...change }, environment);
const failed = (problem: string): Sent => ({ kind: 'failed', problem });

describe('sendAnnouncement() over HTTP', () => {
  it.each([
    ['slack', 'application/json; charset=utf-8', 'text'],
    ['teams', 'application/json; charset=utf-8', 'attachments'],
    ['webhook', 'application/json; charset=utf-8', 'data'],
    ['cloudevents', 'application/cloudevents+json; charset=utf-8', 'specversion'],
  ] as const)('posts what %s takes', async (kind, type, key) => {
    const { url, received } = await startHookServer();
    expect(await post(url, { kind })).toEqual({ kind: 'sent', answer: 'the server answered 200' });
    expect(received[0]?.headers['content-type']).toBe(type);
    expect(JSON.parse(received[0]?.body ?? '')).toHaveProperty(key);
  });

  it('says it in the words of the channel', async () => {
    const { url, received } = await startHookServer();
    const destination = { kind: 'slack', url: { value: url }, allowPrivate: LOOPBACK } as const;
    const template = { title: '{line} @{who}', text: '{text}\nRun!' };
    const context = sendContext();
    await sendAnnouncement({ name: 'ops', destination, template }, announcement(), context);
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({
      text: ':octagonal_sign: main @\u200bci\n3 tests red\nRun!',
    });
  });

  it('signs so that Standard Webhooks verifies it, and nothing else', async () => {
    const { url, received } = await startHookServer();
    const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
    const given = { kind: 'webhook', secret: { env: 'SECRET' } } as const;
    expect(await post(url, given, { SECRET: `${secret}\n` })).toMatchObject({ kind: 'sent' });
    const [{ headers, body } = { headers: {}, body: '' }] = received;
    const signed = headers as Record<string, string>;
    expect(new Webhook(secret).verify(body, signed)).toMatchObject({ type: 'stop.opened' });
    expect(() => new Webhook(secret).verify(body.replace('red', 'green'), signed)).toThrow(
      'matching signature',
    );
    expect(signed['webhook-id']).toBe(announcement().id);
  });

  it.each([
    ['short', 'whsec_c2hvcnQ='],
    ['no base64', `whsec_*${Buffer.alloc(32, 7).toString('base64')}`],
  ])('sends nothing with a secret that is %s', async (_, secret) => {
    const { url, received } = await startHookServer();
    const sent = await post(url, { kind: 'webhook', secret: { env: 'SECRET' } }, { SECRET: secret });
    expect(sent).toEqual(failed('the secret is not whsec_ with 24 to 64 bytes in base64'));
    expect(received).toEqual([]);
  });

  it('reads a URL from a file, and says what is wrong without a word of it', async () => {
    const { url, received } = await startHookServer((response) => response.writeHead(500).end());
    const file = join(temporaryFolder(), 'url');
    writeFileSync(file, `${url}/secret-path\n`);
    expect(await post('', { url: { file } })).toEqual(failed('the server answered 500'));
    expect(received[0]?.path).toBe('/secret-path');
    writeFileSync(file, 'hunter2');
    expect(await post('', { url: { file } })).toEqual(failed('the URL is neither https: nor http:'));
    expect(await post('', { url: { file: '/none' } })).toEqual(failed('"/none" cannot be read (ENOENT)'));
    expect(await post('', { url: { env: 'NONE' } })).toEqual(failed('the environment has no NONE'));
  });

  it.each([301, 302, 307, 308])('follows no redirect (%d)', async (code) => {
    const { url, received } = await startHookServer((response, number) =>
      number === 0 ? response.writeHead(code, { location: '/other' }).end() : response.end(),
    );
    expect(await post(url)).toEqual(failed(`the server answered ${code}, and redirects are not followed`));
    expect(received).toHaveLength(1);
  });

  it.each<[string, number, string, object]>([
    ['takes how long to wait', 429, '30', { retryAfterMs: 30_000 }],
    ['takes until when to wait', 503, 'Fri, 01 Jan 2100 00:00:10 GMT', { retryAfterMs: 10_000 }],
    ['takes no nonsense', 503, 'soon', {}],
    ['waits for nobody else', 500, '30', {}],
    ['takes 410 for the end', 410, '30', { isFinal: true }],
  ])('%s (%d, %s)', async (_, code, retryAfter, more) => {
    const headers = { 'retry-after': retryAfter };
    const { url } = await startHookServer((response) => response.writeHead(code, headers).end());
    const destination = { kind: 'slack', url: { value: url }, allowPrivate: LOOPBACK } as const;
    const now = (): number => Date.parse('2100-01-01T00:00:00Z');
    const context = sendContext({ now });
    expect(await sendAnnouncement({ name: 'ops', destination }, announcement(), context)).toEqual({
      ...failed(`the server answered ${code}`),
      ...more,
    });
  });

  it('gives up a server that says nothing', async () => {
    const { url } = await startHookServer(() => undefined);
    const given = { kind: 'slack', url: { value: url }, allowPrivate: LOOPBACK } as const;
    expect(await send(given, {}, 300)).toEqual(failed('no answer within 0.3 seconds'));
  });

  it.each(['127.0.0.1', 'localhost', '[::1]', '127.1', '2130706433', '[::ffff:127.0.0.1]', '0.0.0.0'])(
    'does not connect to %s, which is not listed',
    async (host) => {
      const { url, received } = await startHookServer();
      const text = url.replace('127.0.0.1', host);
      expect(await post(text, { allowPrivate: ['10.0.0.0/8', 'other'] })).toEqual(
        failed('the host has a private address that allowPrivate does not list'),
      );
      expect(received).toEqual([]);
    },
  );

  it.each([['127.0.0.0/8'], ['127.0.0.1'], ['localhost']])(
    'connects to a host that %s lists',
    async (listed) => {
      const { url } = await startHookServer();
      const text = listed === 'localhost' ? url.replace('127.0.0.1', 'localhost') : url;
      expect(await post(text, { allowPrivate: [listed] })).toMatchObject({ kind: 'sent' });
    },
  );
});

describe('address-guard', () => {
  it.each([
    '10.1.2.3',
    '172.31.0.1',
    '192.168.0.1',
    '169.254.169.254',
    '100.64.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:10.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'ff02::1',
  ])('takes %s for private', (address) => {
    expect(isPublic(address, address.includes(':') ? 6 : 4)).toBe(false);
  });
  it.each(['93.184.216.34', '172.32.0.1', '2606:4700::1111'])('takes %s for public', (address) => {
    expect(isPublic(address, address.includes(':') ? 6 : 4)).toBe(true);
  });
  it('wants encryption on the internet', async () => {
    const found = await checkHost('93.184.216.34', { allowed: [], isEncrypted: false });
    expect(found).toMatchObject({ kind: 'refused', problem: expect.stringContaining('not be encrypted') });
    expect(await checkHost('93.184.216.34', { allowed: [], isEncrypted: true })).toMatchObject({
      kind: 'found',
    });
  });
});

describe('sendAnnouncement() to a command', () => {
  const script = (text: string): string => {
    const path = join(temporaryFolder(), 'program');
    writeFileSync(path, `#!/bin/sh\n${text}\n`);
    chmodSync(path, 0o755);
    return path;
  };
  it('hands over JSON on standard input, arguments as they are, and no environment of ours', async () => {
    const out = join(temporaryFolder(), 'out');
    const program = script(`{ cat; echo "$2"; env; } >"$1"`);
    process.env['ANDON_TEST_LEAK'] = 'leak';
    const sent = await send({ kind: 'command', command: [program, out, '$(id); `id`'] });
    expect(sent).toMatchObject({ kind: 'sent' });
    const [json = '', argument, ...environment] = readFileSync(out, 'utf8').split('\n');
    expect(JSON.parse(json)).toMatchObject({ event: 'stop.opened', text: '3 tests red' });
    expect(argument).toBe('$(id); `id`');
    expect(environment.join('\n')).not.toContain('leak');
  });
  it('says how it failed', async () => {
    const program = script('exit 3');
    expect(await send({ kind: 'command', command: [program] })).toEqual(
      failed(`"${program}" ended with code 3`),
    );
    expect(await send({ kind: 'command', command: ['/none'] })).toEqual(
      failed('"/none" cannot be run (ENOENT)'),
    );
  });
  it('gives up one that has become somebody else and may not be killed', async () => {
    const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
    });
    onTestFinished(() => kill.mockRestore());
    expect(await send({ kind: 'command', command: [script('sleep 1')] }, {}, 300)).toEqual(
      failed('no answer within 0.3 seconds'),
    );
    expect(kill).toHaveBeenCalled();
  });
  it('ends it, and what it has started, at the deadline', async () => {
    const mark = join(temporaryFolder(), 'mark');
    const program = script(`(sleep 1; touch ${mark}) & sleep 60`);
    expect(await send({ kind: 'command', command: [program] }, {}, 300)).toEqual(
      failed('no answer within 0.3 seconds'),
    );
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(existsSync(mark)).toBe(false);
  });
});
