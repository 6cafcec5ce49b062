// Push rules on refs, through the real hook.
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openScratch } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';

const CONFIG = `
guard:
  protected-delete: { allow: [nobody] }
  one-ref: { max: 2 }
refs:
  refs/heads/topic/**: { guard: { protected-delete: off, branch-name: { patterns: ['^topic/[a-z]+$'], say: 'Lower case, please' } } }
  refs/heads/keep/*: { guard: { protected-rewind: error } }
  refs/tags/**: { guard: { tag-annotated: error, tag-immutable: error, ref-owners: { owners: { 'refs/tags/own/*': [somebody] } } } }
`;

async function prepared(): Promise<Scratch> {
  const scratch = await openScratch({ config: CONFIG });
  await scratch.commit('one\n');
  await scratch.commit('two\n');
  expect(await scratch.push(['origin', 'main'])).toMatchObject({ code: 0 });
  return scratch;
}

describe('push rules', () => {
  it.each<[string, string[], string[], string]>([
    ['a delete', ['main:refs/heads/side'], [':refs/heads/side'], '[protected-delete]'],
    ['more refs than allowed', [], ['main:a', 'main:b', 'main:c'], '[one-ref]'],
    ['a branch by another name', [], ['main:refs/heads/topic/BIG'], 'Lower case, please'],
    ['a rewind', ['main:refs/heads/keep/a'], ['+main~1:refs/heads/keep/a'], '[protected-rewind]'],
    ['a lightweight tag', [], ['main:refs/tags/v1'], '[tag-annotated]'],
    ["somebody else's tag", [], ['v1:refs/tags/own/v1'], '[ref-owners]'],
    ['a tag that moves', ['v1'], ['+v2:refs/tags/v1'], '[tag-immutable]'],
  ])('refuse %s', async (_, before, refs, words) => {
    const scratch = await prepared();
    await scratch.git(['tag', '-a', '-m', 'v1', 'v1']);
    await scratch.git(['tag', '-a', '-m', 'v2', 'v2', 'main~1']);
    if (before.length > 0) expect(await scratch.push(['origin', ...before])).toMatchObject({ code: 0 });
    const shas = await scratch.git(['ls-remote', 'origin']);
    const { code, stderr } = await scratch.push(['origin', ...refs]);
    expect(code).toBe(1);
    expect(stderr).toContain(words);
    expect(await scratch.git(['ls-remote', 'origin'])).toBe(shas);
  });

  it('know a signed tag from one that only says so', async () => {
    const scratch = await openScratch({
      config: 'refs: { refs/tags/**: { guard: { tag-signed: error } } }\n',
    });
    await scratch.commit('one\n');
    const key = scratch.path('key');
    expect(await scratch.run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key])).toMatchObject({
      code: 0,
    });
    await scratch.git(['config', 'gpg.format', 'ssh']);
    await scratch.git(['config', 'user.signingKey', `${key}.pub`]);
    await scratch.git(['tag', '-s', '-m', 'signed', 'good']);
    await scratch.git(['tag', '-a', '-m', 'not -----BEGIN SSH SIGNATURE-----', 'bad']);
    await scratch.git(['tag', 'bare']);
    expect(await scratch.push(['origin', 'good'])).toMatchObject({ code: 0 });
    for (const [name, words] of [
      ['bad', 'annotated and not signed'],
      ['bare', 'lightweight'],
    ] as const) {
      const { code, stderr } = await scratch.push(['origin', name]);
      expect(code).toBe(1);
      expect(stderr).toContain(`This tag is ${words}`);
    }
  });

  it('look at ten thousand tags in one go', async () => {
    const scratch = await openScratch({
      config: 'refs: { refs/tags/**: { guard: { tag-annotated: warn } } }\n',
    });
    const commit = await scratch.commit('one\n');
    const input = Array.from({ length: 10_000 }, (_, index) => `create refs/tags/t${index} ${commit}\n`).join(
      '',
    );
    await scratch.git(['update-ref', '--stdin'], { input });
    const { code, stderr } = await scratch.push(['origin', 'refs/tags/*:refs/tags/*']);
    expect(code).toBe(0);
    expect(stderr).toContain('and 9960 more');
  }, 60_000);

  it('let pass what they are not meant for', async () => {
    const scratch = await prepared();
    for (const refs of [['main:refs/heads/topic/a'], [':refs/heads/topic/a'], ['main:a', 'main:b']])
      expect(await scratch.push(['origin', ...refs])).toMatchObject({ code: 0 });
    await scratch.push(['origin', 'main~1:refs/heads/keep/a']);
    expect(await scratch.push(['origin', 'main:refs/heads/keep/a'])).toMatchObject({ code: 0 });
    expect(await scratch.push(['origin', '+main~1:refs/heads/a'])).toMatchObject({ code: 0 });
    const { stdout } = await scratch.andon(['rules', 'explain', 'refs/heads/keep/a']);
    expect(stdout).toMatch(
      /protected-rewind\n  severity: "error" +\S+: refs\."refs\/heads\/keep\/\*"\.guard\n/,
    );
    expect(stdout).toContain('one-ref');
  });
});

describe('push rules on commits', () => {
  const commitRules = `
guard:
  author-email: { patterns: ['@example\\.com$'] }
  clock-skew: { maxSeconds: 60 }
refs:
  refs/heads/main: { guard: { no-merges: error, max-commits: { max: 3 } } }
  refs/heads/signed/*: { guard: { signature-required: error } }
`;
  const future = { GIT_COMMITTER_DATE: `${Math.floor(Date.now() / 1000) + 3600} +0000` };

  it('refuse authors, dates, merges and long ranges, on the refs that are meant', async () => {
    const scratch = await openScratch({ config: commitRules });
    const { git, work } = scratch;
    const commit = async (message: string, env: Readonly<Record<string, string>> = {}): Promise<unknown> =>
      git(['commit', '-q', '--allow-empty', '-m', message], { env });
    const refusal = async (ref: string): Promise<string> => {
      const { code, stderr } = await scratch.push(['origin', `HEAD:${ref}`]);
      expect(code).toBe(1);
      return stderr;
    };
    await commit('one');
    expect(await scratch.push(['origin', 'main'])).toMatchObject({ code: 0 });
    await commit('two', { GIT_AUTHOR_EMAIL: 'mallory@example.org' });
    expect(await refusal('refs/heads/any')).toContain('[author-email]');
    await git(['reset', '-q', '--hard', 'origin/main']);
    await commit('three', future);
    expect(await refusal('refs/heads/any')).toContain('[clock-skew]');
    await git(['reset', '-q', '--hard', 'origin/main']);
    await git(['checkout', '-q', '-b', 'side']);
    await commit('side');
    await git(['checkout', '-q', 'main']);
    await commit('main');
    await git(['merge', '-q', '--no-ff', '-m', 'merge side', 'side']);
    expect(await refusal('refs/heads/main')).toContain('[no-merges]');
    expect(await scratch.push(['origin', 'HEAD:refs/heads/any'])).toMatchObject({ code: 0 });
    await git(['reset', '-q', '--hard', 'origin/main'], { cwd: work });
    for (const message of ['a', 'b', 'c', 'd']) await commit(message);
    expect(await refusal('refs/heads/main')).toContain('[max-commits]');
    await git(['reset', '-q', '--hard', 'HEAD~1']);
    expect(await scratch.push(['origin', 'main'])).toMatchObject({ code: 0 });
  });

  it('know whether a commit that is said to be reverted is there', async () => {
    const scratch = await openScratch({ config: 'guard: { reverted-exists: error }\n' });
    const first = await scratch.commit('first\n');
    expect(await scratch.push(['origin', 'main'])).toMatchObject({ code: 0 });
    const blob = await scratch.git(['hash-object', '-w', '--stdin'], { input: 'x' });
    expect(await scratch.push(['origin', `${blob}:refs/tags/blob`])).toMatchObject({ code: 0 });
    for (const [claim, code] of [
      [`${first}.`, 0],
      [`${first}, reversing\nchanges made to ${first}.`, 0],
      [`${'a'.repeat(40)}.`, 1],
      [`${blob}.`, 1],
      [`${first.slice(0, 12)}.`, 0],
    ] as const) {
      // The commit that the next one reverts may come with the same push.
      const before = await scratch.commit('before\n');
      await scratch.commit(`back\n\nThis reverts commit ${before}.\n`);
      await scratch.commit(`back\n\nThis reverts commit ${claim}\n`);
      const ran = await scratch.push(['origin', 'main']);
      expect({ claim, code: ran.code }).toEqual({ claim, code });
      expect(ran.stderr.includes('[reverted-exists]')).toBe(code === 1);
      await scratch.git(['reset', '-q', '--hard', 'origin/main']);
    }
  });

  it('know a good signature from one of a stranger, and from none', async () => {
    const scratch = await openScratch({ config: commitRules });
    const { git, server, path } = scratch;
    for (const name of ['dana', 'stranger'])
      await scratch.run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', path(name)]);
    writeFileSync(path('signers'), `dana@example.com ${readFileSync(path('dana.pub'), 'utf8')}`);
    await git(['config', 'gpg.ssh.allowedSignersFile', path('signers')], { cwd: server });
    await git(['config', 'gpg.format', 'ssh']);
    const commit = async (...options: string[]): Promise<Ran> => {
      await git([...options, 'commit', '-q', '--allow-empty', '-m', 'one']);
      return scratch.push(['-f', 'origin', 'HEAD:refs/heads/signed/a']);
    };
    const signed = (name: string): string[] => [
      '-c',
      'commit.gpgSign=true',
      '-c',
      `user.signingKey=${path(name)}.pub`,
    ];
    expect(await commit(...signed('dana'))).toMatchObject({ code: 0 });
    expect((await commit(...signed('stranger'))).stderr).toContain('[signature-required]');
    await git(['reset', '-q', '--hard', 'HEAD~1']);
    expect((await commit()).stderr).toContain('[signature-required]');
    expect(await scratch.push(['origin', 'HEAD:refs/heads/other'])).toMatchObject({ code: 0 });
  });
});
