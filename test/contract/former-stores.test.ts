// Stores that former releases left: each schema that there ever was is opened, and nothing of it is lost.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { openEntry } from '../../src/journal/chain.ts';
import { project } from '../../src/journal/views.ts';
import { verifyJournal } from '../../src/push/verify-journal.ts';
import { copyStore } from '../../src/store/copy-store.ts';
import { journalStore } from '../../src/store/journal-store.ts';
import { memoryViews } from '../../src/store/memory/views.ts';
import { openDatabase } from '../../src/store/open-database.ts';
import { SCHEMA as SHARED_SCHEMA } from '../../src/store/postgres/schema.ts';
import { SCHEMA } from '../../src/store/sqlite/schema.ts';
import { temporaryFolder } from '../support/engines.ts';
import { MAIN } from '../support/gate.ts';
import { ask, newDatabase } from '../support/postgres.ts';
import { admit, readAll } from '../support/pushes.ts';
import { dumpViews, rowsOf } from '../support/view-rows.ts';

/** As they were written then: the number of the schema, and what was new. */
const FOLDER = new URL('../fixtures/stores/', import.meta.url).pathname;
const list = (engine: string): readonly string[] =>
  readdirSync(join(FOLDER, engine)).map((name) => name.replace('.sql', ''));
const read = (engine: string, name: string): string =>
  readFileSync(join(FOLDER, engine, `${name}.sql`), 'utf8');

function restore(name: string): string {
  const path = join(temporaryFolder(), 'store.db');
  const database = new DatabaseSync(path);
  database.exec(read('sqlite', name));
  database.close();
  return path;
}

async function restoreShared(name: string): Promise<string> {
  const url = await newDatabase();
  await ask(url, read('postgres', name));
  return url;
}

const FORMER: readonly (readonly [string, string, () => Promise<string>])[] = [
  ...list('sqlite').map((name) => ['sqlite', name, async () => restore(name)] as const),
  ...list('postgres').map((name) => ['postgres', name, async () => restoreShared(name)] as const),
];

it.each(FORMER)('a store in %s of %s goes on, as the program of today folds it', async (kind, name, open) => {
  const engine = await openDatabase(await open());
  const store = journalStore(engine, () => Date.parse('2026-04-01T00:00:00Z'));
  const entries = await readAll(store);
  const written = [
    ...read(kind, name).matchAll(
      /^INSERT INTO (?:andon\.)?journal VALUES \((?<seq>\d+), '(?<body>.*)', '(?<hash>\w+)'\);$/gm,
    ),
  ];
  expect(entries.map(({ seq, body, hash: of }) => [String(seq), body, of])).toEqual(
    written.map(({ groups }) => [groups?.['seq'], groups?.['body'], groups?.['hash']]),
  );
  expect((await verifyJournal(store)).kind).toBe('intact');
  const views = memoryViews();
  for (const stored of entries) project(openEntry(stored), views);
  expect(await dumpViews(engine)).toEqual(rowsOf(views));
  expect((await store.readLines()).statuses.get(MAIN)?.stops).not.toHaveLength(0);
  await admit(store, 'new', { from: 5, to: 6 });
  expect((await verifyJournal(store)).kind).toBe('intact');
  engine.close();
});

it.each([
  ['sqlite', SCHEMA],
  ['postgres', SHARED_SCHEMA],
])('there is one in %s for each schema', (kind, newest) => {
  const schemas = new Set(list(kind).map((name) => Number.parseInt(name)));
  expect([...schemas].toSorted((a, b) => a - b)).toEqual(
    Array.from({ length: newest }, (_, index) => index + 1),
  );
});

it('a store is folded anew where another release folded it, and only then', async () => {
  const path = restore('1-alerts');
  const views = async (): Promise<unknown> => {
    const engine = await openDatabase(path);
    const found = await dumpViews(engine);
    engine.close();
    return found;
  };
  const folded = await views();
  const alter = (statement: string): void => {
    const database = new DatabaseSync(path);
    database.exec(statement);
    database.close();
  };
  alter(`DELETE FROM view WHERE name = 'stop'`);
  expect(await views()).not.toEqual(folded);
  alter(`UPDATE about SET value = 'of another release'`);
  expect(await views()).toEqual(folded);
  // One that goes on while a newer release has folded them leaves a hole, which the newer one is to find.
  const old = await openDatabase(path);
  alter(`UPDATE about SET value = 'of a newer release'`);
  await admit(journalStore(old, Date.now), 'late');
  old.close();
  expect(new DatabaseSync(path).prepare('SELECT value FROM about').all()).toEqual([
    expect.objectContaining({ value: 'by several' }),
  ]);
});

it('moves to PostgreSQL and back', async () => {
  const [path, url] = [restore('1-builds'), await newDatabase()];
  const [former, shared] = [await openDatabase(path), await openDatabase(url)];
  const head = await copyStore(former, shared);
  const back = await openDatabase(join(temporaryFolder(), 'back.db'));
  expect(await copyStore(shared, back)).toEqual(head);
  expect(await dumpViews(back)).toEqual(await dumpViews(former));
  for (const engine of [former, shared, back]) engine.close();
});
