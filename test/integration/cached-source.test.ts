// The rules of a server, had from a URL: a real web server on loopback, which answers well and badly.
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readCachedSource } from '../../src/config/cached-source.ts';
import type { CachedSource } from '../../src/config/cached-source.ts';
import { AndonError } from '../../src/text/andon-error.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

const START = Date.parse('2026-01-01T00:00:00.000Z');
const MINUTE = 60_000;

interface Place {
  readonly url: string;
  /** What the server was asked, oldest first. */
  readonly asked: IncomingMessage[];
  answer: Answer;
  /** Reads the rules some minutes after the start. */
  readonly read: (minutes: number) => Promise<CachedSource & { readonly text: string }>;
}

const give =
  (text: string, headers: Readonly<Record<string, string>> = {}): Answer =>
  (_, response) =>
    void response.writeHead(200, headers).end(text);

async function open(answer: Answer): Promise<Place> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'andon-test-')));
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    place.answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/andon.yaml`;
  const check = async (file: string): Promise<void> => {
    if (!readFileSync(file, 'utf8').startsWith('lint:'))
      throw new AndonError('config-invalid', 'Cannot use\n  it', { kind: 'config' });
  };
  const place: Place = {
    url,
    asked,
    answer,
    async read(minutes) {
      const now = new Date(START + minutes * MINUTE);
      const source = await readCachedSource(url, { folder, now, check });
      return { ...source, text: readFileSync(source.file, 'utf8') };
    },
  };
  return place;
}

describe('readCachedSource()', () => {
  it('asks once in five minutes, and then whether anything has changed', async () => {
    const place = await open(give('lint: {}\n', { etag: '"1"', 'last-modified': 'then' }));
    expect(await place.read(0)).toMatchObject({ text: 'lint: {}\n', warnings: [] });
    expect(await place.read(4)).toMatchObject({ text: 'lint: {}\n', warnings: [] });
    expect(place.asked).toHaveLength(1);
    place.answer = (_, response) => void response.writeHead(304).end();
    expect(await place.read(6)).toMatchObject({ text: 'lint: {}\n', warnings: [] });
    expect(place.asked.at(-1)?.headers).toMatchObject({
      'if-none-match': '"1"',
      'if-modified-since': 'then',
    });
    expect(await place.read(10)).toMatchObject({ warnings: [] });
    expect(place.asked).toHaveLength(2);
    place.answer = give('lint: { no-wip: error }\n');
    expect(await place.read(12)).toMatchObject({ text: 'lint: { no-wip: error }\n' });
    expect(place.asked).toHaveLength(3);
  });

  const failures: readonly (readonly [string, Answer, RegExp])[] = [
    ['an error', (_, response) => void response.writeHead(500).end(), /the server answered 500/],
    [
      'a redirect',
      (_, response) => void response.writeHead(302, { location: '/other' }).end(),
      /answered 302, and redirects are not followed/,
    ],
    ['no answer', ({ socket }) => void socket.destroy(), /UND_ERR_SOCKET/],
    [
      'half an answer',
      (_, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('lint: {}\n');
        setTimeout(() => response.socket?.destroy(), 50);
      },
      /UND_ERR_SOCKET/,
    ],
    ['too much', give('#'.repeat(1_048_577)), /has more than 1048576 bytes/],
    ['something else', give('<html>'), /Cannot use it/],
  ];

  it.each(failures)('uses the copy that it has after %s, and says so once', async (_, answer, reason) => {
    const place = await open(give('lint: {}\n'));
    await place.read(0);
    place.answer = answer;
    const { text, warnings } = await place.read(6);
    expect(text).toBe('lint: {}\n');
    expect(warnings).toEqual([expect.stringMatching(reason)]);
    expect(warnings[0]).toContain(`${place.url}: `);
    expect(warnings[0]).toContain('its rules of 2026-01-01T00:00:00.000Z are used');
    expect(await place.read(7)).toMatchObject({ warnings: [] });
    place.answer = give('lint: { no-wip: error }\n');
    expect(await place.read(12)).toMatchObject({ text: 'lint: { no-wip: error }\n', warnings: [] });
  });

  it.each(failures)('says what is wrong after %s where it has no copy', async (_, answer, reason) => {
    const place = await open(answer);
    await expect(place.read(0)).rejects.toThrow(reason.source.includes('Cannot use') ? /Cannot use/ : reason);
    place.answer = give('lint: {}\n');
    expect(await place.read(0)).toMatchObject({ text: 'lint: {}\n', warnings: [] });
  });

  it('does not wait for a server that says nothing', { timeout: 20_000 }, async () => {
    const place = await open(() => undefined);
    await expect(place.read(0)).rejects.toThrow('there was no answer within 5 seconds');
  });
});
