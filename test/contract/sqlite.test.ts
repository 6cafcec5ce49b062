import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { EMPTY_HEAD } from '../../src/journal/chain.ts';
import type { AndonError } from '../../src/text/andon-error.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { openSqlite, temporaryFolder } from '../support/engines.ts';
import { admit, openPushes } from '../support/pushes.ts';

const GO = { from: 1, to: 2 };

describe('sqliteEngine()', () => {
  let path = '';
  beforeEach(() => {
    path = join(temporaryFolder(), 'a store #1?%.db');
  });

  it('refuses a missing file and never makes it', async () => {
    expect(await failure(() => openSqlite(path, { create: false }))).toBe('unavailable store-unavailable');
    expect(existsSync(path)).toBe(false);
  });

  it('makes its tables in an empty file, which it refuses otherwise', async () => {
    writeFileSync(path, '');
    expect(await failure(() => openSqlite(path, { create: false }))).toBe('unavailable store-schema');
    openSqlite(path);
    expect(await openSqlite(path, { create: false }).head()).toEqual(EMPTY_HEAD);
  });

  it('keeps what is there when it is made again', async () => {
    await admit(
      journalStore(openSqlite(path), () => 0),
      'a',
      GO,
    );
    expect(await openPushes(journalStore(openSqlite(path), () => 0))).toEqual(['a']);
  });

  it.each(['PRAGMA user_version = 2', 'PRAGMA application_id = 1'])(
    'refuses %s and leaves it',
    async (change) => {
      openSqlite(path);
      alter(change);
      for (const create of [false, true])
        expect(await failure(() => openSqlite(path, { create }))).toBe('unavailable store-schema');
      expect(query(change.replace(/ = .*/, ''))).toEqual([[Number(/\d+$/.exec(change)?.[0])]]);
    },
  );

  it('gives no tables to a database of something else', async () => {
    alter('CREATE TABLE other (a)');
    expect(await failure(() => openSqlite(path))).toBe('unavailable store-schema');
    expect(query('SELECT name FROM sqlite_schema')).toEqual([['other']]);
  });

  it.each<[string, () => void]>([
    ['bytes that are no database', () => writeFileSync(path, 'x'.repeat(10_000))],
    ['a folder', () => (path = temporaryFolder())],
  ])('is unavailable for %s', async (_, spoil) => {
    spoil();
    for (const create of [false, true])
      expect(await failure(() => openSqlite(path, { create }))).toBe('unavailable store-unavailable');
  });

  it('is unavailable, whatever it is asked, once its pages are spoilt', async () => {
    await admit(
      journalStore(openSqlite(path), () => 0),
      'a',
      GO,
    );
    alter('PRAGMA wal_checkpoint(TRUNCATE)');
    writeFileSync(path, readFileSync(path).fill('x', 4_096));
    const engine = openSqlite(path, { create: false });
    const read = { afterSeq: 0, newestFirst: false, limit: 9 };
    expect(await failure(() => engine.read((transaction) => transaction.entries(read)))).toBe(
      'unavailable store-unavailable',
    );
  });

  it.each(["UPDATE journal SET body = ''", 'DELETE FROM journal'])('aborts %s', async (statement) => {
    const store = journalStore(openSqlite(path), () => 0);
    await admit(store, 'a', GO);
    expect(() => alter(statement)).toThrow('the journal is append-only');
    expect(query('SELECT count(*) FROM journal')).toEqual([[1]]);
  });

  it('is unavailable while another holds it too long', async () => {
    const engine = openSqlite(path);
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    expect(await failure(() => engine.write(() => 1))).toBe('unavailable store-unavailable');
    other.close();
    expect(await engine.write(() => 1)).toBe(1);
  });

  it('keeps what it wrote when the process is killed', async () => {
    openSqlite(path);
    const url = (file: string): string => JSON.stringify(new URL(`../../src/${file}`, import.meta.url));
    const script = `
      import { sqliteEngine } from ${url('store/sqlite/sqlite-engine.ts')};
      import { journalStore } from ${url('store/journal-store.ts')};
      const engine = sqliteEngine({ path: process.argv[1], busyTimeoutMs: 1000 });
      await journalStore(engine, () => 0).adopt('/r', [{ ref: 'refs/heads/main', value: null }]);
      process.kill(process.pid, 'SIGKILL');`;
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script, path], { env: {} });
    expect(child.signal).toBe('SIGKILL');
    expect((await openSqlite(path).head()).seq).toBe(1);
    expect(readFileSync(path).length).toBeGreaterThan(0);
  });

  function alter(statement: string): void {
    const database = new DatabaseSync(path);
    try {
      database.exec(statement);
    } finally {
      database.close();
    }
  }
  function query(statement: string): unknown[] {
    const database = new DatabaseSync(path);
    const rows = database.prepare(statement).all();
    database.close();
    return rows.map((row) => Object.values(row));
  }
});

async function failure(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    const { kind, code } = error as AndonError;
    return `${kind} ${code}`;
  }
  return 'none';
}
