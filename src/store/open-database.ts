// The database of a server.
import type { Engine } from './engine.ts';
import { sqliteEngine } from './sqlite.ts';

/** Others may write to the file as well: andon token, and another server. */
const BUSY_MS = 5_000;

/** Opens the database of a server, made where there is none. @throws {AndonError} `store-unavailable` */
export function openDatabase(path: string): Engine {
  return sqliteEngine({ path, busyTimeoutMs: BUSY_MS, create: true });
}
