// Trackers that answer as they should, and trackers that do not.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { TicketAnswer, TicketQuestion } from '../../src/guard/ticket.ts';
import { openHttpTracker } from '../../src/tracker/http-tracker.ts';
import { startTicketServer } from '../support/ticket-server.ts';

const EXISTS = { kind: 'exists' };
const ABSENT = { kind: 'absent' };
const unavailable = (reason: string): TicketAnswer => ({ kind: 'unavailable', reason });
const TOO_LONG = unavailable('the answer of the tracker has more than 1048576 bytes');
const TOO_SLOW = unavailable('the tracker gave no answer within 1 second');
const NO_JSON = unavailable('the answer of the tracker is no JSON');

const ask = async (
  url: string,
  keys: readonly string[],
  question: Partial<TicketQuestion> = {},
): Promise<Readonly<Record<string, TicketAnswer>>> => {
  const tracker = openHttpTracker({ url, headerFile: '', field: '', timeoutSeconds: 20, ...question });
  return Object.fromEntries(await tracker.lookUp(keys));
};
/** What is said of one ticket by a server that answers so. */
const answerOf = async (
  listener: RequestListener,
  question: Partial<TicketQuestion> = {},
): Promise<TicketAnswer | undefined> =>
  (await ask((await startTicketServer(listener)).url, ['A-1'], question))['A-1'];

const status =
  (code: number, body = '{}', headers = {}): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end(body);
const endless =
  (code: number): RequestListener =>
  (_, response) => {
    response.writeHead(code);
    const pump = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
    };
    response.on('drain', pump);
    pump();
  };

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'andon-tracker-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Nobody accepts, and few may wait: what else asks for a connection is left without an answer. */
async function listenAsleep(): Promise<number> {
  const worker = new Worker(
    `const { parentPort } = require('node:worker_threads');
     const server = require('node:net').createServer();
     server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  onTestFinished(async () => void (await worker.terminate()));
  return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
}

describe('openHttpTracker()', () => {
  it.each<[number, object]>([
    [200, EXISTS],
    [204, EXISTS],
    [299, EXISTS],
    [404, ABSENT],
    [410, ABSENT],
    ...[300, 304, 400, 401, 403, 405, 418, 429, 500, 502, 503].map((code): [number, object] => [
      code,
      { kind: 'unavailable', reason: expect.stringContaining(`${code}`) },
    ]),
  ])('takes %d for %o', async (code, expected) => {
    expect(await answerOf(status(code, code === 204 || code === 304 ? '' : '{}'))).toEqual(expected);
  });

  it.each([301, 302, 303, 307, 308])('follows no redirect (%d)', async (code) => {
    const { url, requests } = await startTicketServer((request, response) =>
      request.url === '/issue/A-1'
        ? response.writeHead(code, { location: '/issue/B-1' }).end()
        : response.end('{}'),
    );
    const reason = `the tracker answered ${code}, and redirects are not followed`;
    expect(await ask(url, ['A-1'])).toEqual({ 'A-1': unavailable(reason) });
    expect(requests).toHaveLength(1);
  });

  it.each<[string, RequestListener, TicketAnswer | object]>([
    [
      'resets the connection',
      ({ socket }) => void socket.resetAndDestroy(),
      unavailable('asking the tracker failed (ECONNRESET)'),
    ],
    [
      'hangs up',
      ({ socket }) => void socket.destroy(),
      unavailable('asking the tracker failed (UND_ERR_SOCKET)'),
    ],
    [
      'hangs up in the middle of its answer',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('{"a":', () => response.destroy());
      },
      unavailable('asking the tracker failed (UND_ERR_SOCKET)'),
    ],
    ['answers without end', endless(200), TOO_LONG],
    ['announces too much', status(200, 'x'.repeat((1 << 20) + 1)), TOO_LONG],
    ['says without end that there is none', endless(404), ABSENT],
    [
      'speaks no HTTP',
      ({ socket }) => void socket.end('220 mail.example ESMTP\r\n'),
      unavailable('what the tracker answers is no HTTP'),
    ],
  ])('knows what to say of a server that %s', async (_, listener, expected) => {
    expect(await answerOf(listener)).toEqual(expected);
  });

  it.each<[string, RequestListener]>([
    ['says nothing', () => undefined],
    ['stops in its headers', ({ socket }) => void socket.write('HTTP/1.1 200 OK\r\nx: ')],
    [
      'stops in its answer',
      (_, response) => void response.writeHead(200, { 'content-length': '9' }).write('{'),
    ],
    [
      'drips',
      (_, response) => {
        const timer = setInterval(() => response.write(' '), 50);
        response.on('close', () => clearInterval(timer));
      },
    ],
  ])('waits for a server that %s no longer than it may', async (_, listener) => {
    expect(await answerOf(listener, { timeoutSeconds: 1 })).toEqual(TOO_SLOW);
  });

  it('waits no longer for a connection that is never made', async () => {
    const url = `http://127.0.0.1:${await listenAsleep()}/{key}`;
    const tracker = openHttpTracker({ url, headerFile: '', field: '', timeoutSeconds: 1 });
    const started = Date.now();
    for (const word of ['once', 'again']) {
      const keys = Array.from({ length: 20 }, (_, index) => `${word}-${index}`);
      const answers = await tracker.lookUp(keys);
      expect(keys.map((key) => answers.get(key))).toEqual(keys.map(() => TOO_SLOW));
    }
    expect(Date.now() - started).toBeLessThan(8_000);
  });

  it('tells a port where nobody listens, and a name that nobody has', async () => {
    const { url, stop } = await startTicketServer(status(200));
    await stop();
    const refused = unavailable('asking the tracker failed (ECONNREFUSED)');
    expect(await ask(url, ['A-1', 'A-2'])).toEqual({ 'A-1': refused, 'A-2': refused });
    const unknown = await ask('http://no-such-host.invalid/{key}', ['A-1']);
    expect(unknown['A-1']).toMatchObject({ kind: 'unavailable' });
  });

  it('has one deadline for all that it is asked, and none for what it is not', async () => {
    const { url } = await startTicketServer(({ url: path }, response) => {
      if (path !== '/issue/slow') response.end();
    });
    const tracker = openHttpTracker({ url, headerFile: '', field: '', timeoutSeconds: 2 });
    const lookUp = async (key: string): Promise<unknown> => (await tracker.lookUp([key])).get(key);
    const tooSlow = unavailable('the tracker gave no answer within 2 seconds');
    expect(await lookUp('a')).toEqual(EXISTS);
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(await lookUp('b')).toEqual(EXISTS);
    expect(await lookUp('slow')).toEqual(tooSlow);
    expect(await lookUp('c')).toEqual(tooSlow);
  });

  it('asks for eight at a time, and for each once', async () => {
    const keys = Array.from({ length: 96 }, (_, index) => `A-${index}`);
    let most = 0;
    const open: ServerResponse[] = [];
    const { url, requests } = await startTicketServer((_, response) => {
      most = Math.max(most, open.push(response));
      // A ninth would have time to come.
      if (open.length === 8) setTimeout(() => open.splice(0).forEach((each) => each.end()), 20);
    });
    const warnings: Error[] = [];
    const keep = (warning: Error): void => void warnings.push(warning);
    process.on('warning', keep);
    const answers = await ask(url, keys);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('warning', keep);
    expect(Object.values(answers)).toEqual(keys.map(() => EXISTS));
    const asked = requests.map((request) => request.url);
    expect([asked.length, new Set(asked)]).toEqual([96, new Set(keys.map((key) => `/issue/${key}`))]);
    expect(most).toBe(8);
    expect(warnings).toEqual([]);
  });

  it('asks for a ticket of that name, whatever the name is, and for nothing else', async () => {
    const { url, requests } = await startTicketServer(status(200));
    const keys = [
      '../../x?y#z',
      '..',
      '.',
      'a\r\nHost: evil\r\n\r\n',
      '//evil.example',
      '@evil',
      'ä b',
      '%2e%2e/',
    ];
    const answers = await ask(url, keys);
    expect(keys.filter((key) => answers[key]?.kind === 'absent')).toEqual(['..', '.']);
    expect(requests.map((request) => request.url)).toEqual([
      '/issue/..%2F..%2Fx%3Fy%23z',
      '/issue/a%0D%0AHost%3A%20evil%0D%0A%0D%0A',
      '/issue/%2F%2Fevil.example',
      '/issue/%40evil',
      '/issue/%C3%A4%20b',
      '/issue/%252e%252e%2F',
    ]);
    expect(new Set(requests.map(({ method, headers }) => `${method} ${headers.host}`))).toEqual(
      new Set([`GET ${new URL(url).host}`]),
    );
  });

  it('reads the field that it is asked for', async () => {
    const field = '/fields/status/name';
    const text = JSON.stringify({ fields: { status: { name: 'Offen für alle' } } });
    expect(await answerOf(status(200, text), { field })).toEqual({ kind: 'exists', says: 'Offen für alle' });
    expect(await answerOf(status(200, '{}'), { field })).toEqual({ kind: 'exists', says: undefined });
    expect(await answerOf(status(404, 'no JSON'), { field })).toEqual(ABSENT);
    for (const body of ['', 'Open', '{"fields":', '<html>'])
      expect(await answerOf(status(200, body), { field })).toEqual(NO_JSON);
  });

  it('trusts no certificate that nobody has vouched for', async () => {
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(folder(), name)) as [string, string];
    const words = `req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost`;
    const made = spawnSync('openssl', [...words.split(' '), '-keyout', key, '-out', cert]);
    expect(made.status).toBe(0);
    const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }, status(200));
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await ask(`https://127.0.0.1:${port}/{key}`, ['A-1'])).toEqual({
      'A-1': unavailable('asking the tracker failed (DEPTH_ZERO_SELF_SIGNED_CERT)'),
    });
  });
});

describe('a header file', () => {
  const withFile = async (text: string): Promise<[TicketAnswer | undefined, string | undefined]> => {
    const headerFile = join(folder(), 'header');
    writeFileSync(headerFile, text, 'latin1');
    const { url, requests } = await startTicketServer(status(200));
    const answers = await ask(url, ['A-1'], { headerFile });
    return [answers['A-1'], requests[0]?.headers.authorization];
  };

  it.each([
    ['Authorization: Bearer s3cret\n', 'Bearer s3cret'],
    ['authorization:Basic YTpi', 'Basic YTpi'],
    ['AUTHORIZATION: \tBearer a b \t\r\n', 'Bearer a b'],
  ])('sends the line %j along', async (text, sent) => {
    expect(await withFile(text)).toEqual([EXISTS, sent]);
  });

  it.each([
    '',
    '\n',
    'Bearer s3cret\n',
    'Authorization:\n',
    'Authorization: s3cret\nX-Other: s3cret\n',
    'Authorization : s3cret\n',
    'Authorization: s3cret\rX: y\n',
    'Authorization: s3\0cret\n',
    '\xef\xbb\xbfAuthorization: s3cret\n',
  ])('is not used when it holds %j, of which nothing is said', async (text) => {
    const reason = 'the file with the header for the tracker has to hold one line, "Name: value"';
    expect(await withFile(text)).toEqual([unavailable(reason), undefined]);
  });

  it('is missed where it is not there, and read anew each time', async () => {
    const { url, requests } = await startTicketServer(status(200));
    const headerFile = join(folder(), 'header');
    const tracker = openHttpTracker({ url, headerFile, field: '', timeoutSeconds: 20 });
    const missing = unavailable('the file with the header for the tracker cannot be read (ENOENT)');
    expect((await tracker.lookUp(['A-1'])).get('A-1')).toEqual(missing);
    expect(requests).toEqual([]);
    writeFileSync(headerFile, 'X-Token: one\n');
    expect((await tracker.lookUp(['A-1'])).get('A-1')).toEqual(EXISTS);
    expect(requests[0]?.headers['x-token']).toBe('one');
  });

  it('may say who asks, who is andon otherwise', async () => {
    const { url, requests } = await startTicketServer(status(200));
    const headerFile = join(folder(), 'header');
    writeFileSync(headerFile, 'User-Agent: builds\n');
    const question = { url, field: '', timeoutSeconds: 20 };
    await openHttpTracker({ ...question, headerFile }).lookUp(['A-1']);
    await openHttpTracker({ ...question, headerFile: '' }).lookUp(['A-1']);
    expect(requests.map(({ headers }) => headers['user-agent'])).toEqual(['builds', 'andon']);
  });
});
