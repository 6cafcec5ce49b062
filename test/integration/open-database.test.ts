// What is said of a server's database that cannot be used: what the admin of the server can do about it.
import { copyFileSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, vi } from 'vitest';
import { openDatabase } from '../../src/store/open-database.ts';
import { AndonError } from '../../src/text/andon-error.ts';
import { temporaryFolder } from '../support/engines.ts';

async function hintOf(path: string): Promise<string> {
  try {
    (await openDatabase(path)).close();
  } catch (error) {
    if (!(error instanceof AndonError)) throw error;
    expect(error.kind).toBe('unavailable');
    return error.hints.join('\n');
  }
  return 'opens';
}

describe('openDatabase()', () => {
  it('makes a file that is not for everybody', async () => {
    const path = join(temporaryFolder(), 'andon.db');
    (await openDatabase(path)).close();
    expect(statSync(path).mode & 0o777 & ~0o640).toBe(0);
    expect(await hintOf(path)).toBe('opens');
  });

  it('says what to make where the folder is missing, or is what was named', async () => {
    const folder = temporaryFolder();
    expect(await hintOf(join(folder, 'none', 'andon.db'))).toBe(
      `Make its folder, for the user who runs the server: install -d -m 0750 -o USER ${folder}/none`,
    );
    expect(await hintOf(folder)).toBe(`That is a folder; name a file in it: ${folder}/andon.db`);
  });

  it('takes no file of something else', async () => {
    const folder = temporaryFolder();
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'no database at all, and longer than a header of SQLite is\n'.repeat(20));
    expect(await hintOf(text)).toContain('If this is the right file, end the server and move notes.txt');
    mkdirSync(join(folder, 'other'));
    const other = join(folder, 'other', 'other.db');
    const database = new DatabaseSync(other);
    database.exec('CREATE TABLE other (a)');
    database.close();
    expect(await hintOf(other)).toContain('Name a database of andon');
  });

  it('writes to no file that was moved away, or put back', async () => {
    const path = join(temporaryFolder(), 'andon.db');
    const engine = await openDatabase(path);
    await engine.write(({ side }) => side('session').put('a', '1'));
    renameSync(path, `${path}.old`);
    const gone = {
      kind: 'unavailable',
      message: `The database "${path}" is no longer the file that was opened`,
    };
    await expect(engine.write(() => 1)).rejects.toMatchObject(gone);
    await vi.waitFor(async () => expect(engine.head()).rejects.toMatchObject(gone));
    copyFileSync(`${path}.old`, path);
    await vi.waitFor(async () => expect(engine.read(() => 1)).rejects.toMatchObject(gone));
    renameSync(`${path}.old`, path);
    await vi.waitFor(async () => expect(await engine.read(({ side }) => side('session').get('a'))).toBe('1'));
    engine.close();
  });
});
