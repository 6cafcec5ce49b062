// The options that name a server's database.
import { resolve } from 'node:path';
import { message } from '@optique/core/message';
import { optional } from '@optique/core/modifiers';
import { option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import type { Engine } from '../store/engine.ts';
import { isMissing, isShared, openDatabase } from '../store/open-database.ts';
import { readOsUser } from '../suite.ts';
import { AndonError } from '../text/andon-error.ts';
import { invalid } from '../text/invalid.ts';
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

/** Opens a database for a piece of work. @throws {AndonError} `store-missing` where there is none */
export async function withDatabase<T>(database: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  return use(requireDatabase(resolveDatabase(database)), work);
}

/** Makes sure that a database is there. @throws {AndonError} `store-missing` */
export function requireDatabase(path: string): string {
  if (isMissing(path))
    throw new AndonError('store-missing', `There is no database "${path}"`, {
      kind: 'usage',
      hints: [
        'That of a server: --database FILE or ANDON_DATABASE; that of a repository is andon/store.db in it',
      ],
    });
  return path;
}

/** The same, and makes one where there is none, which it says: the server's user has to own it. */
export async function withNewDatabase<T>(
  database: string,
  { remark }: Pick<Context, 'remark'>,
  work: (engine: Engine) => Promise<T>,
): Promise<T> {
  const path = resolveDatabase(database);
  const isNew = isMissing(path);
  return use(path, async (engine) => {
    if (isNew)
      remark(`made a new database, "${path}", which belongs to ${readOsUser(process.getuid?.() ?? 0)}`);
    return work(engine);
  });
}

async function use<T>(path: string, work: (engine: Engine) => Promise<T>): Promise<T> {
  const engine = await openDatabase(path);
  try {
    return await work(engine);
  } finally {
    engine.close();
  }
}

/** Returns a file by its whole path, and a URL as it is. @throws {AndonError} `value-invalid` */
function resolveDatabase(database: string): string {
  if (!isShared(database)) return resolve(database);
  if (URL.canParse(database)) return database;
  // There may be a password in it.
  throw invalid('The URL of the database cannot be read', 'Such as postgres://andon@db.example.org/andon');
}
