// A line that the admin adds to andon.yaml: the next push registers it, in a store that can be believed.
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { bareScratch, entriesOf, openScratch } from '../support/scratch.ts';
import type { Ran, Scratch } from '../support/scratch.ts';

const MAIN = 'main: { refs: [refs/heads/main] }';
const RELEASE = 'release: { refs: [refs/heads/release/*] }';
const HOTFIX = 'hotfix: { refs: [refs/heads/hotfix/*] }';

const storeOf = (scratch: Scratch): string => join(scratch.server, 'andon', 'store.db');
const yamlOf = (scratch: Scratch): string => join(scratch.server, 'andon.yaml');

/** Puts lines in place of those before, as an admin does with an editor. */
function edit(scratch: Scratch, lines: readonly string[], settings = ''): void {
  writeFileSync(yamlOf(scratch), `${settings}lines:\n  ${lines.join('\n  ')}\n`);
}

function isPending(scratch: Scratch): boolean {
  const applied = JSON.parse(readFileSync(join(scratch.server, 'andon', 'applied.json'), 'utf8')) as object;
  return 'edit' in applied;
}

async function registered(scratch: Scratch): Promise<readonly string[]> {
  return (await entriesOf(scratch, 'line.registered')).map(({ line }) => line);
}

/** A server with one line, where a push has landed. */
async function prepared(): Promise<Scratch> {
  const scratch = await openScratch({ config: `lines: { ${MAIN} }\n` });
  await scratch.commit('first\n');
  const first = await scratch.push(['origin', 'main']);
  if (first.code !== 0) throw new Error(first.stderr);
  return scratch;
}

const pushTo = async (scratch: Scratch, branch: string): Promise<Ran> =>
  scratch.push(['origin', `main:refs/heads/${branch}`]);

/** Copies a store as a whole; nobody may be writing to it. */
function copyStore(from: string, to: string): void {
  const database = new DatabaseSync(from);
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
  for (const suffix of ['-wal', '-shm']) rmSync(`${to}${suffix}`, { force: true });
  copyFileSync(from, to);
}

describe('a line that an edit brings', () => {
  test('is registered by the next push, which may be for that very line', async () => {
    const scratch = await prepared();
    await scratch.git(['branch', 'release/0', 'main'], { cwd: scratch.server });
    edit(scratch, [MAIN, RELEASE]);
    expect(await pushTo(scratch, 'release/1')).toMatchObject({ code: 0 });
    expect(await entriesOf(scratch, 'line.registered')).toMatchObject([
      { line: 'main' },
      { line: 'release', by: `edit of ${yamlOf(scratch)} (${userInfo().username})` },
    ]);
    expect(isPending(scratch)).toBe(false);
    // A branch that was there before is watched from now on.
    expect(await entriesOf(scratch, 'ref.adopted')).toMatchObject([{ ref: 'refs/heads/release/0' }]);
    expect((await scratch.andon(['stop', 'release', '-m', 'red'])).code).toBe(0);
    await scratch.commit('second\n');
    expect((await pushTo(scratch, 'release/1')).stderr).toContain('line release is STOPPED');
    expect((await scratch.andon(['audit', 'verify'])).code).toBe(0);
  });

  test('is registered by the next command as well', async () => {
    const scratch = await prepared();
    edit(scratch, [RELEASE]);
    expect(await scratch.andon(['stop', 'release', '-m', 'red'])).toMatchObject({ code: 0, stderr: '' });
    expect(await registered(scratch)).toEqual(['main', 'release']);
  });

  test('waits for a store that is away, and so does the line of the next edit', async () => {
    const scratch = await prepared();
    renameSync(storeOf(scratch), `${storeOf(scratch)}.away`);
    edit(scratch, [MAIN, RELEASE]);
    expect((await pushTo(scratch, 'release/1')).stderr).toContain('store-unavailable');
    edit(scratch, [MAIN, RELEASE, HOTFIX]);
    expect((await pushTo(scratch, 'hotfix/1')).stderr).toContain('store-unavailable');
    expect(existsSync(storeOf(scratch))).toBe(false);
    renameSync(`${storeOf(scratch)}.away`, storeOf(scratch));
    expect(isPending(scratch)).toBe(true);
    expect(await pushTo(scratch, 'release/1')).toMatchObject({ code: 0 });
    expect(await registered(scratch)).toEqual(['main', 'release', 'hotfix']);
    expect(isPending(scratch)).toBe(false);
  });
});

describe('a new line stays unknown', () => {
  const expectRefused = async (scratch: Scratch, branch: string): Promise<void> => {
    expect((await pushTo(scratch, branch)).stderr).toMatch(/no record of line (release|hotfix)/);
  };

  // Each puts the store of another repository, with these lines, in the place of the true one.
  test.each([['web'], ['main']])('in a store that knows nothing but another line %s', async (line) => {
    const scratch = await prepared();
    const other = bareScratch();
    await other.git(['init', '-q', '--bare', '-b', 'main', other.server], { cwd: other.folder });
    writeFileSync(yamlOf(other), `lines: { ${line}: { refs: [HEAD] } }\n`);
    expect((await other.andon(['install', other.server])).code).toBe(0);
    copyStore(storeOf(other), storeOf(scratch));
    edit(scratch, [MAIN, RELEASE]);
    await expectRefused(scratch, 'release/1');
    await expectRefused(scratch, 'release/1');
    expect(await registered(scratch)).toEqual([line]);
    // The admin's own command is what makes the store credible.
    expect((await scratch.andon(['config', 'apply'])).code).toBe(0);
    expect(await pushTo(scratch, 'release/1')).toMatchObject({ code: 0 });
  });

  test('in a store that was put back to before an older line', async () => {
    const scratch = await prepared();
    copyStore(storeOf(scratch), `${storeOf(scratch)}.backup`);
    edit(scratch, [MAIN, RELEASE]);
    expect((await scratch.andon(['stop', 'release', '-m', 'red'])).code).toBe(0);
    copyStore(`${storeOf(scratch)}.backup`, storeOf(scratch));
    await expectRefused(scratch, 'release/1');
    edit(scratch, [MAIN, RELEASE, HOTFIX]);
    await expectRefused(scratch, 'release/1');
    await expectRefused(scratch, 'hotfix/1');
    expect(await registered(scratch)).toEqual(['main']);
  });

  test('where the repository gets another name with it', async () => {
    const scratch = await prepared();
    edit(scratch, [MAIN, RELEASE], 'repository: other\n');
    await expectRefused(scratch, 'release/1');
    expect(await registered(scratch)).toEqual(['main']);
  });
});
