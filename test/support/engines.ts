// The engines a store can stand on, each opened empty and cleared away after the test.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Engine } from '../../src/store/engine.ts';
import { groupWrites } from '../../src/store/group-writes.ts';
import { memoryEngine } from '../../src/store/memory/memory-engine.ts';
import { postgresEngine } from '../../src/store/postgres/postgres-engine.ts';
import { rememberViews } from '../../src/store/remember-views.ts';
import { sqliteEngine } from '../../src/store/sqlite/sqlite-engine.ts';
import { newDatabase } from './postgres.ts';

/** Opens a database as one of its servers does. */
export async function openPostgres(
  url: string,
  replica: Engine = memoryEngine(),
  onTrouble = (error: unknown): void => {
    throw error;
  },
): Promise<Engine> {
  const engine = await postgresEngine({
    url,
    replica,
    onTrouble,
  });
  onTestFinished(() => engine.close());
  return engine;
}

/** With what a server puts around each: that what is beneath keeps its word by itself, engines.test.ts tells. */
export const ENGINES: readonly (readonly [string, () => Promise<Engine>])[] = [
  ['memory', async () => memoryEngine()],
  ['sqlite', async () => openSqlite(join(temporaryFolder(), 'store.db'))],
  [
    'sqlite, as a server has it',
    async () => rememberViews(groupWrites(openSqlite(join(temporaryFolder(), 'store.db')))),
  ],
  [
    'postgres, as a server has it',
    async () => {
      const path = join(temporaryFolder(), 'replica.db');
      const replica = sqliteEngine({ path, busyTimeoutMs: 1_000, create: true });
      return rememberViews(groupWrites(await openPostgres(await newDatabase(), replica)));
    },
  ],
];

/** Returns a folder that goes when the test is over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'andon-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens an SQLite engine, made where there is none. */
export function openSqlite(path: string, { create = true } = {}): Engine {
  const engine = sqliteEngine({ path, busyTimeoutMs: 1_000, create });
  onTestFinished(() => engine.close());
  return engine;
}
