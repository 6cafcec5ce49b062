import { userInfo } from 'node:os';
import { expect, test } from 'vitest';
import { withMain } from '../support/scratch.ts';
import type { Ran } from '../support/scratch.ts';

test('who may not lift or amend a stop is told who may, and nothing is changed', async () => {
  const config =
    'lines: { main: { refs: [HEAD], authority: { lift: { person: [dana] }, amend: [dana] } } }\n';
  const { scratch } = await withMain(config);
  const as = async (who: string, ...args: string[]): Promise<Ran> =>
    scratch.andon(args, { env: { SUDO_USER: who } });
  expect((await as('eve', 'stop', 'main', '-m', 'fire')).code).toBe(0);
  for (const args of [
    ['resume', '1', '-m', 'out'],
    ['resume', 'main', '-m', 'out'],
    ['amend', '1', '-m', 'smoke'],
    ['amend', '1', '--until', '1m'],
  ]) {
    expect(await as('eve', ...args)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /eve may not (?:lift|amend) on line main.*\nhint: Ask one of: dana/,
      ) as string,
    });
  }
  expect((await as('eve', 'claim', '1')).code).toBe(0);
  expect((await as('eve', 'status', 'main')).stdout).toContain('stop 1: fire');
  expect((await as('eve', 'resume', '9', '-m', 'x')).stderr).toContain('There is no stop 9');
  expect((await as('dana', 'resume', '1', '-m', 'out')).code).toBe(0);
});

test('where nobody may, the one who can change that is named', async () => {
  const { scratch } = await withMain('lines: { main: { refs: [HEAD], authority: { lift: [] } } }\n');
  expect((await scratch.andon(['stop', 'main', '-m', 'fire'])).code).toBe(0);
  expect(await scratch.andon(['resume', '1', '-m', 'out'])).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(
      /\nhint: The configuration lets nobody: the admin can change it, in authority\.lift of line main\n$/,
    ) as string,
  });
});

test('sudo that names nobody leaves who it is to the system', async () => {
  const { scratch } = await withMain();
  const { stdout } = await scratch.andon(['stop', 'main', '-m', 'fire'], { env: { SUDO_USER: '' } });
  expect(stdout).toContain(`stopped by ${userInfo().username}: fire`);
});
