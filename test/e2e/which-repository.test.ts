// Which repository a command is about: one that people push to, and never by accident somebody's clone.
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ANDON, openScratch, stopLine } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';

describe('in a work tree that andon is not installed in', () => {
  const inClone = async ({ run, work }: Scratch, ...args: readonly string[]): Promise<Ran> =>
    run(ANDON, args, { cwd: work });

  it.each(['wait main', 'status', 'doctor', 'config apply', 'stop main -m red'])(
    'andon %s is refused, with the way out',
    async (line) => {
      const scratch = await openScratch();
      await stopLine(scratch);
      expect(await inClone(scratch, ...line.split(' '))).toEqual({
        code: 2,
        stdout: '',
        stderr:
          `andon: "${scratch.work}" is a work tree, and andon is not installed in it\n` +
          'hint: Name the repository of the server: --repo DIR, or ANDON_REPO=DIR\n' +
          'hint: What the server would say to a push, asked from a clone: andon check\n',
      });
      expect(existsSync(join(scratch.work, '.git', 'andon'))).toBe(false);
    },
  );

  it('a store that was made there once is believed no more', async () => {
    const scratch = await openScratch();
    const { work } = scratch;
    await scratch.andon(['install', work]);
    await scratch.andon(['uninstall', work]);
    expect(existsSync(join(work, '.git', 'andon', 'store.db'))).toBe(true);
    expect(await inClone(scratch, 'wait', 'main')).toMatchObject({ code: 2 });
  });

  it('commands of developers work, and a configuration is checked', async () => {
    const scratch = await openScratch();
    await scratch.commit('first\n');
    expect(await inClone(scratch, 'lint', 'HEAD')).toMatchObject({ code: 0, stderr: '' });
    expect(await inClone(scratch, 'hook', 'install', '--client')).toMatchObject({ code: 0 });
    const file = join(scratch.server, 'andon.yaml');
    expect(await inClone(scratch, 'config', 'check', '--config', file)).toMatchObject({ code: 0 });
  });
});

it('a work tree that andon was installed in on purpose is a repository like any other', async () => {
  const scratch = await openScratch();
  expect(await scratch.andon(['install', scratch.work])).toMatchObject({ code: 0 });
  expect(await scratch.run(ANDON, ['status'], { cwd: scratch.work })).toMatchObject({
    code: 0,
    stdout: 'main: running\n',
  });
});

it('a repository that git takes for that of somebody else is named with its owner', async () => {
  const scratch = await openScratch();
  const programs = scratch.path('programs');
  mkdirSync(programs);
  const git = join(programs, 'git');
  // git's own tests have it so, and whoever runs ours need not be root.
  writeFileSync(
    git,
    `#!/bin/sh\nPATH=$PATH_BEFORE\nexport GIT_TEST_ASSUME_DIFFERENT_OWNER=1\nexec git "$@"\n`.replace(
      '$PATH_BEFORE',
      `'${scratch.env['PATH']}'`,
    ),
  );
  chmodSync(git, 0o755);
  const ran = await scratch.andon(['status', '--repo', scratch.server], {
    env: { PATH: `${programs}:${scratch.env['PATH']}` },
  });
  const { username } = userInfo();
  expect(ran).toEqual({
    code: 2,
    stdout: '',
    stderr:
      `andon: "${scratch.server}" belongs to ${username}, and git works for nobody else there\n` +
      `hint: As its owner: sudo -u ${username} andon ... --repo ${scratch.server}\n`,
  });
});
