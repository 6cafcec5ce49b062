// The option --against: the configuration of the server, as a file or from a URL.
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { message } from '@optique/core/message';
import { optional } from '@optique/core/modifiers';
import { option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import type { Policy } from '../push/policy.ts';
import { invalid } from '../text/invalid.ts';
import type { Context } from './context.ts';

export const againstOption = optional(
  option('--against', string({ metavar: 'URL|FILE' }), {
    description: message`The configuration of the server; else what is built in.`,
  }),
);

/**
 * Returns what was named as it means the same from any folder.
 * @throws {AndonError} `value-invalid`
 */
export function resolveAgainst(against: string): string {
  if (!/^https?:\/\//i.test(against)) return resolve(against);
  const url = URL.parse(against);
  if (url === null) throw invalid(`"${against}" is no URL`, 'Such as https://git.example.org/andon.yaml');
  // It would stand in hooks and in messages.
  if (url.username !== '' || url.password !== '')
    throw invalid('The URL has a name or a password in it', 'Name a URL that asks for none');
  return url.href;
}

/** Reads the policy at a file or a URL. @throws {AndonError} as checkConfig and readCachedSource */
export async function readAgainst(
  against: string,
  repositoryDir: string,
  { facts, now, remark }: Context,
): Promise<Policy> {
  const source = resolveAgainst(against);
  const { checkConfig } = await import('../config/apply.ts');
  const check = async (configFile: string): Promise<Policy> =>
    checkConfig({
      repositoryDir,
      configFile,
      now: now(),
      uid: process.getuid?.() ?? 0,
      withoutFreezes: true,
    });
  if (!/^https?:/.test(source)) return check(source);
  const { readCachedSource } = await import('../config/cached-source.ts');
  const cache = facts.env['XDG_CACHE_HOME'] || join(facts.env['HOME'] ?? homedir(), '.cache');
  const folder = join(cache, 'andon', 'rules');
  const { file, warnings } = await readCachedSource(source, { folder, now: now(), check });
  for (const warning of warnings) remark(`warning: ${warning}`);
  return check(file);
}
