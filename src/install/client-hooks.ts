// Hooks of a work tree: the rules speak before the push. Nobody has to have them, the server judges anyway.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AndonError } from '../text/andon-error.ts';
import { quote } from './shim.ts';

const MARK = '# andon-client-hook';

/** Each hook, and what it asks `andon lint` (githooks(5)). */
const QUESTIONS = { 'commit-msg': '--message "$1"', 'pre-push': '--pre-push "$1"' } as const;

/**
 * Writes the hooks; `lint` is the command they run, in words. Returns their paths.
 * @throws {AndonError} `hook-foreign` where another hook is in the way: nothing is changed then
 */
export function installClientHooks(folder: string, lint: readonly string[]): readonly string[] {
  const hooks = Object.entries(QUESTIONS).map(([name, question]) => ({
    path: join(folder, name),
    line: `${lint.map(quote).join(' ')} ${question}`,
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
  const ours = Object.keys(QUESTIONS)
    .map((name) => join(folder, name))
    .filter((path) => existsSync(path) && isOurs(path));
  for (const path of ours) rmSync(path);
  return ours;
}

function isOurs(path: string): boolean {
  return readFileSync(path, 'utf8').endsWith(`${MARK}\n`);
}
