// Why a server cannot be asked, where it is about what both believe each other by: each has a way out of its own.
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Policy, ServerPolicy } from '../../src/push/policy.ts';
import { openRemoteStore } from '../../src/remote/open-remote-store.ts';
import { AndonError } from '../../src/text/andon-error.ts';
import { makeCertificate } from '../support/certificate.ts';
import { temporaryFolder } from '../support/engines.ts';

const TOKEN = `andon_${'1'.repeat(12)}_${'a'.repeat(64)}`;

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    if ('closeAllConnections' in server) (server as ReturnType<typeof createServer>).closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

function put(text: string): string {
  const file = join(temporaryFolder(), 'file');
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

/** What an admin reads: the message, and each hint on a line. */
async function ask(server: ServerPolicy, environment: Record<string, string> = { ANDON_TOKEN: TOKEN }) {
  try {
    const policy = { deadlineMs: 2_000, lines: [] } as unknown as Policy;
    const store = openRemoteStore(server, policy, { environment, newId: () => 'id', patient: true });
    onTestFinished(() => store.close());
    await store.readHead();
  } catch (error) {
    if (!(error instanceof AndonError)) throw error;
    expect(error).toMatchObject({ code: 'store-unavailable', kind: 'unavailable' });
    return [error.message, ...error.hints];
  }
  return [];
}

async function startSecure(name?: string): Promise<{ port: number; cert: string }> {
  const { cert, key } = makeCertificate(name);
  const files = { cert: readFileSync(cert), key: readFileSync(key) };
  return { port: await listen(createSecureServer(files, (_, response) => response.end('{}'))), cert };
}

describe('a server', () => {
  it('whose certificate nobody trusts is told how it is trusted', async () => {
    const { port } = await startSecure();
    const url = `https://127.0.0.1:${port}`;
    expect(await ask({ url })).toEqual([
      `The server ${url} cannot be asked: its certificate is signed by nobody who is trusted here (DEPTH_ZERO_SELF_SIGNED_CERT)`,
      'Name the certificate that signs it in andon.yaml: caFile: /etc/andon/ca.pem',
    ]);
    const { cert: caFile } = makeCertificate();
    expect((await ask({ url, caFile }))[1]).toBe(
      `See that "${caFile}" has the certificate that signs it, in PEM`,
    );
  });

  it('whose certificate is for another name is called by that name', async () => {
    const { port, cert: caFile } = await startSecure('DNS:other.example');
    const url = `https://localhost:${port}`;
    expect(await ask({ url, caFile })).toEqual([
      `The server ${url} cannot be asked: its certificate is not for "localhost", but for DNS:other.example (ERR_TLS_CERT_ALTNAME_INVALID)`,
      'Call it by a name of its certificate in andon.yaml: store: https://NAME',
    ]);
  });

  it('that speaks http is not asked by https', async () => {
    const port = await listen(createServer((_, response) => response.end('{}')));
    expect(await ask({ url: `https://127.0.0.1:${port}` })).toEqual([
      `The server https://127.0.0.1:${port} cannot be asked: it speaks no TLS (EPROTO)`,
      `Where it speaks http, say so in andon.yaml: store: http://127.0.0.1:${port}`,
    ]);
  });

  it('that speaks https is not asked by http', async () => {
    const { port } = await startSecure();
    expect(await ask({ url: `http://127.0.0.1:${port}` })).toEqual([
      `The server http://127.0.0.1:${port} cannot be asked: the connection failed (ECONNRESET)`,
      `See whether it runs: curl http://127.0.0.1:${port}/readyz`,
      `Where it speaks https, say so in andon.yaml: store: https://127.0.0.1:${port}`,
    ]);
  });

  it('that speaks something else is not asked again and again', async () => {
    let count = 0;
    const port = await listen(
      createTcpServer((socket) => {
        count++;
        socket
          .on('error', () => undefined)
          .resume()
          .end('SSH-2.0-x\r\n');
      }),
    );
    const [problem] = await ask({ url: `http://127.0.0.1:${port}` });
    expect(problem).toContain('the connection failed (HPE_INVALID_CONSTANT)');
    expect(count).toBe(1);
  });

  it('whose name nobody knows is looked up', async () => {
    const [, hint] = await ask({ url: 'http://andon.invalid' });
    expect(hint).toBe('See whether the name is known here: getent hosts andon.invalid');
  });
});

describe('a git host', () => {
  const url = 'http://127.0.0.1:1';
  const MAKE = 'Make one on the server: andon token create --database FILE --scope push --name HOST';

  it.each<[string, string]>([
    ['', 'is empty'],
    ['secret', 'has no token of andon, andon_ID_SECRET'],
    [`${TOKEN}\n${TOKEN}`, 'has no token of andon, andon_ID_SECRET'],
  ])('with the token file %o says what is wrong, and no word of it', async (text, problem) => {
    const tokenFile = put(text);
    expect(await ask({ url, tokenFile })).toEqual([
      `The server ${url} cannot be asked: "${tokenFile}" ${problem}`,
      `${MAKE}; put it into "${tokenFile}", readable to the user that the hooks run as`,
    ]);
  });

  it('without a token says where one belongs', async () => {
    expect(await ask({ url }, {})).toEqual([
      `The server ${url} cannot be asked: the environment has no ANDON_TOKEN`,
      `${MAKE}; put it into a file, and name that in andon.yaml: tokenFile: /etc/andon/token`,
    ]);
    expect((await ask({ url, tokenFile: '/nowhere/token' }))[0]).toContain(
      '"/nowhere/token" cannot be read (ENOENT)',
    );
  });

  it.each<[string, (file: string) => string]>([
    ['-----BEGIN PRIVATE KEY-----', (file) => `"${file}" has no certificate in PEM`],
    ['', (file) => `"${file}" has no certificate in PEM`],
  ])('does not leave certificates out in silence: %o', async (text, problemOf) => {
    const caFile = put(text);
    const hint = 'Put the certificate there that signs the one of the server, in PEM; or leave caFile out';
    expect(await ask({ url, caFile })).toEqual([
      `The server ${url} cannot be asked: ${problemOf(caFile)}`,
      hint,
    ]);
    expect(await ask({ url, caFile: '/nowhere/ca' })).toEqual([
      `The server ${url} cannot be asked: "/nowhere/ca" cannot be read (ENOENT)`,
      hint,
    ]);
  });
});
