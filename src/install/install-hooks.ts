// Puts both hooks in place and proves that they run; whatever fails, the hooks are as before.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { AndonError } from '../text/andon-error.ts';
import { HOOKS, installShim } from './shim.ts';
import type { Release } from './shim.ts';

/**
 * Installs the hooks of a release into the folder whose hooks git runs for a repository.
 * @throws {AndonError} `hook-lame` when the new hook does not run; `hook-unusable`
 */
export function installHooks(gitDir: string, hooksFolder: string, release: Release): void {
  const undo: (() => void)[] = [];
  try {
    for (const hook of HOOKS) undo.push(installShim(hooksFolder, hook, release));
    requireRunning(gitDir, join(hooksFolder, 'pre-receive'));
  } catch (error) {
    for (const takeBack of undo.toReversed()) takeBack();
    throw error;
  }
}

// With as little environment as a server may give it, and a push of nothing: that is neither recorded
// nor shown to the hooks of others.
function requireRunning(gitDir: string, hook: string): void {
  const run = spawnSync(hook, [], {
    cwd: gitDir,
    env: { PATH: '/usr/bin:/bin', GIT_DIR: '.' },
    input: '',
    encoding: 'utf8',
  });
  if (run.status === 0) return;
  const said = (run.stderr ?? String(run.error)).trim();
  throw new AndonError('hook-lame', `The hook does not run, and would refuse every push: ${said}`, {
    kind: 'unavailable',
    hints: ['the hooks are as they were before'],
  });
}
