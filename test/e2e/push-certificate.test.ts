// Signed pushes (git-push(1), --signed) with a real key: the journal keeps the certificate, and the signer
// can be the pusher.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { entriesOf, openScratch } from '../support/scratch.ts';
import type { Scratch } from '../support/scratch.ts';

/** A server that asks for nonces and knows dana's key, and a clone that signs with it. */
async function openSigned(config?: string): Promise<Scratch> {
  const scratch = await openScratch(config === undefined ? {} : { config });
  const { run, git, server, path } = scratch;
  for (const name of ['dana', 'stranger']) {
    const made = await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path(name)]);
    expect(made).toMatchObject({ code: 0 });
  }
  writeFileSync(path('signers'), `dana@example.org ${readFileSync(path('dana.pub'), 'utf8')}`);
  await git(['config', 'receive.certNonceSeed', 'a secret of this server'], { cwd: server });
  await git(['config', 'gpg.ssh.allowedSignersFile', path('signers')], { cwd: server });
  await git(['config', 'gpg.format', 'ssh']);
  await git(['config', 'user.signingKey', path('dana.pub')]);
  return scratch;
}

describe('a signed push', () => {
  it('has its certificate copied into the journal', async () => {
    const scratch = await openSigned();
    const tip = await scratch.commit('first\n');
    expect(await scratch.push(['--signed', 'origin', 'main'])).toMatchObject({ code: 0 });
    const [admitted] = await entriesOf(scratch, 'push.admitted');
    expect(admitted?.certificate).toMatchObject({
      status: 'G',
      nonceStatus: 'OK',
      signer: 'dana@example.org',
    });
    const { blob = '', content = '' } = admitted?.certificate ?? {};
    const bytes = Buffer.from(content, 'base64');
    expect(bytes.toString()).toContain(`${'0'.repeat(40)} ${tip} refs/heads/main\n`);
    expect((await scratch.git(['hash-object', '--stdin'], { input: bytes })).trim()).toBe(blob);
  });
  it('names the pusher where the certificate is the source', async () => {
    const scratch = await openSigned('pusher: push-certificate\n');
    await scratch.commit('first\n');
    expect(await scratch.push(['--signed', 'origin', 'main'])).toMatchObject({ code: 0 });
    expect(await entriesOf(scratch, 'push.admitted')).toMatchObject([{ pusher: 'dana@example.org' }]);
  });
  it.each([
    ['no signature', [], 'git push --signed'],
    ['a key that nobody knows', ['-c', 'user.signingKey=KEY'], 'a key that is nobody'],
  ])('is refused with %s where the certificate is the source', async (_, options, words) => {
    const scratch = await openSigned('pusher: push-certificate\n');
    await scratch.commit('first\n');
    const key = scratch.path('stranger.pub');
    const signed = options.length === 0 ? [] : ['--signed'];
    const { code, stderr } = await scratch.run(
      'git',
      [...options.map((option) => option.replace('KEY', key)), 'push', ...signed, 'origin', 'main'],
      { cwd: scratch.work },
    );
    expect(code).toBe(1);
    expect(stderr.replaceAll(/\nremote:\s+/g, ' ')).toContain(words);
    expect(stderr).toContain('[pusher-unknown]');
    expect(await entriesOf(scratch, 'push.refused')).toMatchObject([{ pusher: 'unknown' }]);
  });
});
