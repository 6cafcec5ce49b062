// The option that names a server's database.
import { resolve } from 'node:path';
import { message } from '@optique/core/message';
import { optional } from '@optique/core/modifiers';
import { option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import type { Context } from './context.ts';

const DEFAULT_DATABASE = 'andon.db';

export const databaseOption = optional(
  option('--database', string({ metavar: 'FILE' }), {
    description: message`The database; else ANDON_DATABASE, else andon.db in this folder.`,
  }),
);

/** Returns the file that the flag or the environment names. */
export function findDatabase(given: string | undefined, { facts }: Context): string {
  return resolve(given ?? facts.env['ANDON_DATABASE'] ?? DEFAULT_DATABASE);
}
