// Hooks of a work tree: the rules speak before the push. Nobody has to have them, the server judges anyway.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AndonError } from '../text/andon-error.ts';
import { quote } from './shim.ts';

const MARK = '# andon-client-hook';

/** What each hook asks with, in words; git's first argument comes after it (githooks(5)). */
export type ClientHooks = Readonly<Record<(typeof NAMES)[number], readonly string[]>>;

const NAMES = ['commit-msg', 'pre-push'] as const;

/**
 * Writes the hooks. Returns their paths.
 * @throws {AndonError} `hook-foreign` where another hook is in the way: nothing is changed then
 */
export function installClientHooks(folder: string, commands: ClientHooks): readonly string[] {
  const hooks = NAMES.map((name) => ({
    path: join(folder, name),
    line: `${commands[name].map(quote).join(' ')} "$1"`,
  }));
  const foreign = hooks.find(({ path }) => existsSync(path) && !isOurs(path));
  if (foreign !== undefined) {
    throw new AndonError('hook-foreign', `There is another hook: ${foreign.path}`, {
      kind: 'usage',
      hints: [`Have it run this as well: ${foreign.line}`],
    });
  }
  mkdirSync(folder, { recursive: true });
  for (const { path, line } of hooks)
    writeFileSync(path, `#!/bin/sh\nexec ${line} ${MARK}\n`, { mode: 0o755 });
  return hooks.map(({ path }) => path);
}

/** Takes the hooks away that are ours; returns their paths. */
export function uninstallClientHooks(folder: string): readonly string[] {
  const ours = NAMES.map((name) => join(folder, name)).filter((path) => existsSync(path) && isOurs(path));
  for (const path of ours) rmSync(path);
  return ours;
}

function isOurs(path: string): boolean {
  return readFileSync(path, 'utf8').endsWith(`${MARK}\n`);
}
