// The configuration of a server: one file, of no repository.
import { checkConfig } from '../config/apply.ts';
import type { Policy } from '../push/policy.ts';
import type { Context } from './context.ts';

/** Reads what `--config` names. @throws {AndonError} kind `config` */
export async function readServerPolicy(file: string, context: Pick<Context, 'now'>): Promise<Policy> {
  return checkConfig({
    repositoryDir: '.',
    configFile: file,
    uid: process.getuid?.() ?? 0,
    now: context.now(),
  });
}
