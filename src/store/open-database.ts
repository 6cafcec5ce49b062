// The database of a server: a file, or a PostgreSQL that it shares with other servers.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemCodeOf } from '../text/andon-error.ts';
import type { Engine } from './engine.ts';
import { openFile } from './open-file.ts';

export interface DatabaseOptions {
  /** Where what was read of a shared database is kept; else it is read whole, and kept for as long as this is open. */
  readonly replica?: string;
  /** Hears of a shared database what goes wrong while nobody asks. */
  readonly onTrouble?: (error: unknown) => void;
}

/** Tells whether a database is named by the URL of a PostgreSQL. */
export function isShared(database: string): boolean {
  return /^postgres(ql)?:\/\//.test(database);
}

/** Tells whether a database is a file that is not there yet. */
export function isMissing(database: string): boolean {
  if (isShared(database)) return false;
  try {
    statSync(database);
    return false;
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    return code === 'ENOENT';
  }
}

/** Opens the database of a server, made where there is none. @throws {AndonError} `store-unavailable` */
export async function openDatabase(database: string, options: DatabaseOptions = {}): Promise<Engine> {
  if (!isShared(database)) return openFile(database);
  const { postgresEngine } = await import('./postgres/postgres-engine.ts');
  // Whoever asks is told of what breaks.
  const { replica: path, onTrouble = () => undefined } = options;
  const folder = path === undefined ? mkdtempSync(join(tmpdir(), 'andon-replica-')) : undefined;
  // What a crash may take of it is in the database.
  const replica = await openFile(path ?? join(folder ?? '', 'replica.db'), { durable: false });
  const close = (): void => {
    replica.close();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  };
  try {
    return await postgresEngine({
      url: database,
      replica: { ...replica, close },
      onTrouble,
    });
  } catch (error) {
    close();
    throw error;
  }
}
