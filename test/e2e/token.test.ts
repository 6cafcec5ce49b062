// The tokens of a server, as an admin makes them and takes them back.
import { chmodSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ANDON, bareScratch } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';
import { withoutPowers } from '../support/without-powers.ts';

async function token(scratch: Scratch, command: string, ...more: readonly string[]): Promise<Ran> {
  return scratch.andon(['token', command, '--database', scratch.path('andon.db'), ...more]);
}

it('is made in a new database, which is said, and which is not for everybody', async () => {
  const scratch = bareScratch();
  const made = await token(scratch, 'create', '--scope', 'stop', '--name', 'dana');
  expect(made.stderr).toMatch(
    new RegExp(`^made a new database, "${scratch.path('andon.db')}", which belongs to \\S+\n$`),
  );
  expect(made.stdout).toMatch(/^andon_[0-9a-f]{12}_[0-9a-f]{64}\n$/);
  expect(statSync(scratch.path('andon.db')).mode & 0o777 & ~0o640).toBe(0);
  expect(await token(scratch, 'create', '--scope', 'stop', '--name', 'dana')).toMatchObject({ stderr: '' });
});

it.each(['list', 'revoke'])('%s makes no database', async (command) => {
  const scratch = bareScratch();
  const { code, stderr } = await token(scratch, command, ...(command === 'revoke' ? ['0'.repeat(12)] : []));
  expect([code, stderr]).toEqual([2, expect.stringContaining('andon: There is no database "')]);
  expect(existsSync(scratch.path('andon.db'))).toBe(false);
});

it('is in no database whose URL is none, and the password in it is not printed', async () => {
  const database = 'postgres://andon:secret@[x/andon';
  expect(await bareScratch().andon(['token', 'list', '--database', database])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'andon: The URL of the database cannot be read\nhint: Such as postgres://andon@db.example.org/andon\n',
  });
});

it('has several scopes, with commas or without', async () => {
  const scratch = bareScratch();
  const flags = ['--scope', 'stop,resume', '--scope', 'report', '--scope', 'stop', '--name', 'dana'];
  expect(await token(scratch, 'create', ...flags)).toMatchObject({ code: 0 });
  expect((await token(scratch, 'list')).stdout).toContain('dana: stop, resume, report  ');
  const wrong = await token(scratch, 'create', '--scope', 'stop,fly', '--name', 'dana');
  expect(wrong.stderr).toContain('but got "fly"');
});

it('is taken back by its id or by the whole of it, which is not printed', async () => {
  const scratch = bareScratch();
  const made = await token(scratch, 'create', '--scope', 'stop', '--name', 'dana');
  const [, id = '', secret = ''] = made.stdout.trim().split('_');
  expect(await token(scratch, 'revoke', made.stdout.trim())).toEqual({
    code: 0,
    stdout: `${id} of dana revoked\n`,
    stderr: '',
  });
  expect((await token(scratch, 'revoke', id)).stdout).toBe(`${id} of dana was revoked before\n`);
  const cut = await token(scratch, 'revoke', `andon_${id}_${secret.slice(1)}`);
  expect(cut).toMatchObject({ code: 2, stdout: '' });
  expect(cut.stderr).toContain('andon: That is no token\nhint: Such as ');
  expect(cut.stderr).not.toContain(secret.slice(1));
});

it('that would open nothing is not made', async () => {
  const scratch = bareScratch();
  const flags = ['--scope', 'stop', '--name', 'dana', '--expires', '0d'];
  expect(await token(scratch, 'create', ...flags)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('A token that expires after 0d opens nothing') as string,
  });
  expect(existsSync(scratch.path('andon.db'))).toBe(false);
});

it('in a database of somebody else is left to who that is', async () => {
  const scratch = bareScratch();
  const [folder, path] = [scratch.path('var'), scratch.path('var', 'andon.db')];
  mkdirSync(folder);
  const flags = ['--database', path, '--scope', 'stop', '--name', 'dana'];
  expect(await scratch.andon(['token', 'create', ...flags])).toMatchObject({ code: 0 });
  const hint = async (): Promise<string> => {
    const { code, stderr } = await scratch.run(...withoutPowers(ANDON, 'token', 'create', ...flags));
    expect([code, stderr]).toEqual([6, expect.stringContaining('cannot be used: ')]);
    return stderr;
  };
  chmodSync(path, 0o444);
  expect(await hint()).toContain(
    `hint: Run this as the user whom it belongs to, which is the server's: ls -l ${path}`,
  );
  chmodSync(folder, 0o555);
  expect(await hint()).toContain(
    `hint: Run this as the user who may write there, which is the server's: ls -ld ${folder}`,
  );
  chmodSync(folder, 0o755);
});
