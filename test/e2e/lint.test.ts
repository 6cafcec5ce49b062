// andon lint on a developer's clone: ranges, messages being edited, and git's own hooks calling it.
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ANDON, withMain } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';

async function openClone(): Promise<{
  scratch: Scratch;
  lint: (args: string[], input?: string) => Promise<Ran>;
}> {
  const { scratch } = await withMain();
  await scratch.git(['branch', '-q', '--set-upstream-to=origin/main']);
  const config = scratch.path('rules.yaml');
  writeFileSync(
    config,
    'lint: { subject-full-stop: error, no-wip: warn }\nrefs: { refs/heads/topic/*: { lint: { ticket-key: error } } }\n',
  );
  const lint = async (args: string[], input = ''): Promise<Ran> =>
    scratch.run(ANDON, ['lint', '--against', config, ...args], { cwd: scratch.work, input });
  return { scratch, lint };
}

describe('andon lint', () => {
  it('says of the commits that upstream has not what the server would', async () => {
    const { scratch, lint } = await openClone();
    expect(await lint([])).toMatchObject({ code: 0, stdout: '0 commits: 0 errors, 0 warnings\n' });
    const good = await scratch.commit('a good one\n');
    const bad = await scratch.commit('wip: stop.\n');
    const { code, stdout } = await lint([]);
    expect(code).toBe(1);
    expect(stdout).toBe(
      `${bad.slice(0, 7)} wip: stop.\n` +
        '  error The subject ends with "."; it has to end without  [subject-full-stop]\n' +
        '  warn  The subject says "wip"; finish the work before the push  [no-wip]\n' +
        '2 commits: 1 error, 1 warning\n',
    );
    const env = { ANDON_REPO: scratch.server };
    expect(await scratch.run(ANDON, ['lint'], { cwd: scratch.work, env })).toMatchObject({
      stdout: '2 commits: 0 errors, 0 warnings\n',
    });
    expect(await lint([good])).toMatchObject({ code: 0, stdout: '1 commit: 0 errors, 0 warnings\n' });
    expect(await lint(['HEAD~1..HEAD'])).toMatchObject({ code: 1 });
    const json = JSON.parse((await lint(['--json'])).stdout) as { findings: { commit: string }[] };
    expect(json.findings.map(({ commit }) => commit)).toEqual([bad, bad]);
  });

  it('judges by the rules of the ref that is meant', async () => {
    const { scratch, lint } = await openClone();
    await scratch.commit('no ticket\n');
    expect(await lint(['--ref', 'refs/heads/topic/a'])).toMatchObject({ code: 1 });
    expect(await lint(['--ref', 'refs/heads/other'])).toMatchObject({ code: 0 });
  });

  it('takes a message as it is being edited, and one as it is', async () => {
    const { scratch, lint } = await openClone();
    const file = scratch.path('MSG');
    writeFileSync(
      file,
      '\n# a comment\nadd a door\n\nwhy\n# ------------------------ >8 ------------------------\ndiff\n',
    );
    expect(await lint(['--message', file])).toMatchObject({ code: 0 });
    writeFileSync(file, '# a comment\nadd a door.\n');
    expect(await lint(['--message', file])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('add a door.\n  error The subject ends') as string,
    });
    expect(await lint(['--stdin'], 'add a door.\n')).toMatchObject({ code: 1 });
    expect(await lint(['--stdin'], 'add a door\n')).toMatchObject({ code: 0 });
  });

  it('takes the rules from a URL, and keeps them for a while', async () => {
    const { scratch } = await openClone();
    let asked = 0;
    const server = createServer((_, response) => {
      asked += 1;
      response.end('lint: { subject-full-stop: error }\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/andon.yaml`;
    const ask = async (input: string): Promise<Ran> =>
      scratch.run(ANDON, ['lint', '--against', url, '--stdin'], { cwd: scratch.work, input });
    expect(await ask('add a door.\n')).toMatchObject({ code: 1 });
    expect(await ask('add a door\n')).toMatchObject({ code: 0 });
    expect(asked).toBe(1);
    expect(existsSync(scratch.path('.cache', 'andon', 'rules'))).toBe(true);
    const install = ['hook', 'install', '--client', '--repo', scratch.work, '--against', url];
    expect(await scratch.run(ANDON, install)).toMatchObject({ code: 0 });
    const commit = ['commit', '-q', '--allow-empty', '-m', 'stop.'];
    expect(await scratch.run('git', commit, { cwd: scratch.work })).toMatchObject({ code: 1 });
  });

  it.each([
    [['--against', 'http://127.0.0.1:1/x', '--stdin'], 6, 'Cannot read http://127.0.0.1:1/x: '],
    [['--against', 'https://me:secret@example.org/x', '--stdin'], 2, 'has a name or a password in it'],
    [['--against', 'http://', '--stdin'], 2, '"http://" is no URL'],
    [['--against', 'nowhere.yaml', '--stdin'], 5, 'the file does not exist'],
    [['--message', 'nowhere'], 2, 'The message cannot be read: ENOENT'],
  ])('says what is wrong with %j', async (args, code, said) => {
    const { scratch } = await openClone();
    const ran = await scratch.run(ANDON, ['lint', ...args], { cwd: scratch.work });
    expect(ran).toMatchObject({ code, stderr: expect.stringContaining(said) as string });
    expect(ran.stderr).not.toContain('secret');
  });

  it('is asked by the hooks that andon hook install --client puts into a work tree', async () => {
    const { scratch } = await openClone();
    const client = ['--client', '--repo', scratch.work];
    const install = ['hook', 'install', ...client, '--against', scratch.path('rules.yaml')];
    expect(await scratch.run(ANDON, install)).toMatchObject({ code: 0 });
    expect(await scratch.run(ANDON, install)).toMatchObject({ code: 0 });
    const commit = ['commit', '-q', '--allow-empty', '-m'];
    expect(await scratch.run('git', [...commit, 'stop.'], { cwd: scratch.work })).toMatchObject({ code: 1 });
    expect(await scratch.run('git', [...commit, 'stop'], { cwd: scratch.work })).toMatchObject({ code: 0 });
    await scratch.git([...commit, 'stop.', '--no-verify']);
    const refused = await scratch.push(['origin', 'main']);
    expect(refused.code).toBe(1);
    expect(refused.stderr + refused.stdout).toContain('[subject-full-stop]');
    expect(refused.stderr).not.toContain('remote:');
    await scratch.git(['reset', '-q', '--hard', 'origin/main']);
    await scratch.git([...commit, 'fine']);
    expect(await scratch.push(['origin', 'main', 'main:refs/heads/new'])).toMatchObject({ code: 0 });
    expect(await scratch.push(['origin', ':refs/heads/new'])).toMatchObject({ code: 0 });
    expect(await scratch.run(ANDON, ['hook', 'uninstall', ...client])).toMatchObject({ code: 0 });
    await scratch.git([...commit, 'stop.']);
  });

  it('leaves a hook alone that is there, and says what to put into it', async () => {
    const { scratch } = await openClone();
    const file = join(scratch.work, '.git', 'hooks', 'pre-push');
    writeFileSync(file, '#!/bin/sh\nexit 0\n');
    chmodSync(file, 0o755);
    const { code, stderr } = await scratch.run(ANDON, [
      'hook',
      'install',
      '--client',
      '--repo',
      scratch.work,
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain(`lint' '--pre-push' "$1"`);
    expect(readFileSync(file, 'utf8')).toBe('#!/bin/sh\nexit 0\n');
    expect(existsSync(join(scratch.work, '.git', 'hooks', 'commit-msg'))).toBe(false);
  });

  it('works in a shallow clone, and says what it cannot read', async () => {
    const { scratch, lint } = await openClone();
    await scratch.commit('second\n');
    await scratch.push(['origin', 'main']);
    const shallow = scratch.path('shallow');
    await scratch.git(['clone', '-q', '--depth=1', `file://${scratch.server}`, shallow], {
      cwd: scratch.folder,
    });
    await scratch.git(['commit', '-q', '--allow-empty', '-m', 'third'], { cwd: shallow });
    expect(await scratch.run(ANDON, ['lint', '--repo', shallow])).toMatchObject({
      code: 0,
      stdout: '1 commit: 0 errors, 0 warnings\n',
    });
    for (const range of ['--evil', 'nowhere..HEAD'])
      expect(await lint(['--', range])).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('is no range of commits') as string,
      });
  });
});
