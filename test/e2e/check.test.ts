// andon check: everything pre-receive would say of a push, and nothing that a push leaves behind.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ANDON, stopLine, withMain, ZERO } from '../support/scratch.ts';
import type { Ran, RunOptions, Scratch } from '../support/scratch.ts';

const NOTHING_SAID: Ran = { code: 0, stdout: 'andon check: accepted\n', stderr: '' };

/** A server with main, and a question to it; nothing that it may have changed is looked past. */
async function openChecked(config?: string): Promise<{
  scratch: Scratch;
  check: (args: readonly string[], options?: RunOptions) => Promise<Ran>;
}> {
  const { scratch } = await withMain(config);
  const check = async (args: readonly string[], options: RunOptions = {}): Promise<Ran> => {
    const before = await everything(scratch);
    const ran = await scratch.run(ANDON, ['check', ...args], { cwd: scratch.work, ...options });
    expect(await everything(scratch)).toEqual(before);
    return ran;
  };
  return { scratch, check };
}

async function everything({ git, journal, server }: Scratch): Promise<unknown> {
  const refs = await git(['for-each-ref'], { cwd: server });
  return [refs, await git(['count-objects', '-v'], { cwd: server }), (await journal()).length];
}

describe('andon check', () => {
  it('says that a push would be accepted, and moves nothing', async () => {
    const { scratch, check } = await openChecked();
    expect(await check(['origin', 'main'])).toMatchObject({ code: 0, stdout: 'there is nothing to push\n' });
    await scratch.commit('second\n');
    expect(await check(['origin', 'main'])).toEqual(NOTHING_SAID);
    expect(await check(['origin', 'HEAD~1:refs/heads/new', 'main:refs/tags/v1'])).toEqual(NOTHING_SAID);
    expect(await check(['origin', ':main'])).toEqual(NOTHING_SAID);
    const { stdout } = await check(['--json', 'origin', 'main']);
    expect(JSON.parse(stdout)).toEqual({
      accepted: true,
      updates: ['refs/heads/main'],
      unsent: [],
      lines: ['andon check: accepted'],
    });
    expect(await scratch.push(['origin', 'main'])).toMatchObject({ code: 0 });
  });

  it('asks about what git push would push without being told', async () => {
    const { scratch, check } = await openChecked();
    await scratch.commit('second\n');
    await scratch.git(['config', 'push.default', 'current']);
    expect(await check([], { env: { ANDON_REPO: scratch.server } })).toEqual(NOTHING_SAID);
    await scratch.git(['checkout', '-q', '--detach']);
    expect(await check([])).toMatchObject({ code: 6, stderr: expect.stringContaining('not currently on') }); // prettier-ignore
  });

  it('says of a stopped line what the push itself is told', async () => {
    const { scratch, check } = await openChecked(
      'lines: { main: { refs: [HEAD], override: [tester, root] } }',
    );
    await stopLine(scratch);
    await scratch.commit('second\n');
    const { code, stdout } = await check(['origin', 'main']);
    expect(code).toBe(1);
    const pushed = await scratch.push(['origin', 'main']);
    const told = pushed.stderr.split('\n').filter((line) => line.startsWith('remote: '));
    const lines = told.map((line) => line.slice('remote: '.length).trimEnd());
    expect(stdout.trimEnd().split('\n')).toEqual([...lines, 'andon check: refused']);
    expect(await check(['-o', 'andon.override=fire', 'origin', 'main'])).toMatchObject({ code: 0 });
    await scratch.git([
      'commit',
      '-q',
      '--amend',
      '--allow-empty',
      '-m',
      'mend',
      '--trailer',
      'Fixes-Build: 1',
    ]);
    expect(await check(['origin', 'main'])).toMatchObject({ code: 0 });
  });

  it('says what git itself keeps back', async () => {
    const { scratch, check } = await openChecked();
    await scratch.git(['commit', '-q', '--amend', '--allow-empty', '-m', 'another first']);
    expect(await check(['origin', 'main'])).toMatchObject({
      code: 1,
      stdout: 'git keeps back refs/heads/main: [rejected] (non-fast-forward)\n',
    });
    expect(await check(['origin', '+main'])).toEqual(NOTHING_SAID);
  });

  it('asks the hooks that were there before, and shows them the push alone', async () => {
    const { scratch, check } = await openChecked();
    const folder = join(scratch.server, 'hooks', 'pre-receive.d');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'theirs'), '#!/bin/sh\ncat >&2\nexit 1\n', { mode: 0o755 });
    const tip = await scratch.commit('second\n');
    const { code, stdout } = await check(['origin', 'main:topic']);
    expect(code).toBe(1);
    expect(stdout).toBe(
      `${ZERO} ${tip} refs/heads/topic\n` +
        'error: push refused by the hook pre-receive.d/theirs\nandon check: refused\n',
    );
  });

  it('answers as configured while the store cannot be asked, and leaves nothing in the spool', async () => {
    const { scratch } = await withMain('onUnavailable: open\n');
    await scratch.commit('second\n');
    for (const file of ['store.db', 'store.db-wal', 'store.db-shm'])
      rmSync(join(scratch.server, 'andon', file), { force: true });
    const ran = await scratch.run(ANDON, ['check', 'origin', 'main'], { cwd: scratch.work });
    expect(ran).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('"onUnavailable" is "open"') as string,
    });
    const spooled = await scratch.run('find', [join(scratch.server, 'andon', 'spool'), '-type', 'f']);
    expect(spooled.stdout).toBe('');
  });

  it('moves nothing on a server without andon, and says that it was not answered', async () => {
    const { scratch } = await openChecked();
    const plain = scratch.path('plain.git');
    await scratch.git(['init', '-q', '--bare', '-b', 'main', plain], { cwd: scratch.folder });
    for (const refspec of ['main', 'main:refs/tags/v1', '+main:refs/heads/a/b']) {
      expect(await scratch.run(ANDON, ['check', plain, refspec], { cwd: scratch.work })).toMatchObject({
        code: 6,
        stderr: expect.stringContaining('nothing was moved') as string,
      });
    }
    await scratch.git(['push', '-q', plain, 'main', 'main:other']);
    expect(await scratch.run(ANDON, ['check', plain, ':other'], { cwd: scratch.work })).toMatchObject({
      code: 6,
    });
    expect(await scratch.git(['for-each-ref', '--format=%(refname)'], { cwd: plain })).toBe(
      'refs/heads/main\nrefs/heads/other',
    );
  });

  it('moves nothing where the server hides what is sent beside the push', async () => {
    const { scratch, check } = await openChecked();
    await scratch.git(['config', 'receive.hideRefs', 'refs/heads/main/andon-check'], { cwd: scratch.server });
    await scratch.commit('second\n');
    expect(await check(['origin', 'main'])).toEqual(NOTHING_SAID);
  });

  it('does not take half of its question for one', async () => {
    const { scratch } = await openChecked();
    const half = 'main:refs/heads/topic/andon-check/never';
    expect(await scratch.push(['origin', half])).toMatchObject({ code: 0 });
    expect(await scratch.push(['origin', `:${half.slice(5)}`])).toMatchObject({ code: 0 });
  });

  it.each([
    [['origin', 'nope'], 6, 'src refspec nope does not match any'],
    [['nowhere', 'main'], 6, 'does not appear to be a git repository'],
    [['origin', 'main:refs/for/main'], 2, '"refs/for/main" asks for a review'],
    [['--', '--evil', 'main'], 6, 'blocked'],
  ])('says what is wrong with %j', async (args, code, said) => {
    const { check } = await openChecked();
    const ran = await check(args);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toMatch(said);
  });

  it('is asked by the pre-push hook of andon hook install --client --check', async () => {
    const { scratch } = await openChecked();
    const install = ['hook', 'install', '--client', '--check', '--repo', scratch.work];
    expect(await scratch.run(ANDON, install)).toMatchObject({ code: 0 });
    await scratch.commit('second\n');
    expect(await scratch.push(['origin', 'main', 'main:other'])).toMatchObject({ code: 0 });
    await stopLine(scratch);
    await scratch.commit('third\n');
    const refused = await scratch.push(['origin', 'main']);
    expect(refused.code).toBe(1);
    expect(refused.stdout + refused.stderr).toContain('error: line main is STOPPED');
    expect(refused.stderr).not.toContain('remote:');
    expect(await scratch.push(['origin', ':other'])).toMatchObject({ code: 0 });
  });
});
