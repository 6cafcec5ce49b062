// The options that name a server's database.
import { resolve } from 'node:path';
import { message } from '@optique/core/message';
import { optional } from '@optique/core/modifiers';
import { option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import type { Engine } from '../store/engine.ts';
import { isShared, openDatabase } from '../store/open-database.ts';
import type { Context } from './context.ts';

const DEFAULT_DATABASE = 'andon.db';

export const databaseOption = optional(
  option('--database', string({ metavar: 'FILE|URL' }), {
    description: message`The database, a file or postgres://...; else ANDON_DATABASE, else andon.db in this folder.`,
  }),
);

/** Returns the file, or the URL, that the flag or the environment names. */
export function findDatabase(given: string | undefined, { facts }: Pick<Context, 'facts'>): string {
  return resolveDatabase(given ?? facts.env['ANDON_DATABASE'] ?? DEFAULT_DATABASE);
}

/** Opens a database for a piece of work, made where there is none. */
export async function withDatabase<T>(database: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await openDatabase(resolveDatabase(database));
  try {
    return await work(engine);
  } finally {
    engine.close();
  }
}

/** Returns a file by its whole path, and a URL as it is. */
function resolveDatabase(database: string): string {
  return isShared(database) ? database : resolve(database);
}
