// What andon serve says where it cannot start: the sentence, the way out, and no stack.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { makeCertificate } from '../support/certificate.ts';
import { bareScratch } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';

async function serve(scratch: Scratch, ...flags: readonly string[]): Promise<Ran> {
  const ran = await scratch.andon(['serve', '--database', scratch.path('andon.db'), ...flags]);
  expect(ran.stderr.split('\n').length).toBeLessThan(5);
  return ran;
}

it('a port that is taken', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  expect(await serve(bareScratch(), '--listen', `127.0.0.1:${port}`)).toMatchObject({
    code: 2,
    stdout: expect.stringContaining('"msg":"there was no database, and this is a new one"') as string,
    stderr:
      `andon: Another process listens on 127.0.0.1:${port}\n` +
      `hint: See which: ss -ltnp 'sport = :${port}'; or take another port: --listen\n`,
  });
});

it.each([
  ['192.0.2.1:7676', 'andon: "192.0.2.1" is no address of this machine\nhint: See them: ip -brief address\n'],
  ['andon.invalid:7676', 'The name "andon.invalid" is not known here'],
])('an address that is not ours: %s', async (listen, said) => {
  const { code, stderr } = await serve(bareScratch(), '--listen', listen);
  expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
});

it.each(['nonsense', '10.0.0.0/33', '1.2.3.4/8/8', '::1/129', ''])('a proxy %o', async (proxy) => {
  expect(await serve(bareScratch(), '--listen', '127.0.0.1:0', '--trusted-proxy', proxy)).toMatchObject({
    code: 2,
    stderr: `andon: "${proxy}" is no address of a proxy\nhint: Such as 127.0.0.1, ::1, 10.0.0.0/8 or loopback\n`,
  });
});

it('files for TLS that will not do', async () => {
  const scratch = bareScratch();
  const [own, other] = [makeCertificate(), makeCertificate()];
  const text = scratch.path('text');
  writeFileSync(text, 'hello\n');
  const none = scratch.path('none');
  const said = async (cert: string, key: string): Promise<string> => {
    const { code, stderr } = await serve(scratch, '--tls-cert', cert, '--tls-key', key);
    expect([code, stderr]).toEqual([2, expect.stringMatching(/\nhint: /)]);
    return stderr.split('\n')[0] ?? '';
  };
  expect(await said(none, own.key)).toBe(`andon: "${none}" cannot be read (ENOENT)`);
  expect(await said(own.cert, scratch.folder)).toBe(`andon: "${scratch.folder}" cannot be read (EISDIR)`);
  expect(await said(text, own.key)).toBe(`andon: "${text}" has no certificate in PEM`);
  expect(await said(own.cert, text)).toContain(`"${text}" has no private key in PEM`);
  expect(await said(own.cert, other.key)).toBe(`andon: "${other.key}" is not the key of "${own.cert}"`);
});
