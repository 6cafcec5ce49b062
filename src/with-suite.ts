// Composition for programs that import andon: they may run for long, and have rights of their own.
import { realpathSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Store } from './push/store.ts';
import { openSuite } from './suite.ts';
import type { Suite } from './suite.ts';
import { AndonError, systemCodeOf } from './text/andon-error.ts';

export interface OpenSuite extends Suite {
  readonly store: Store;
}

/** Opens the suite of a repository for one piece of work, with the configuration as it is now. @throws {AndonError} */
export async function withSuite<T>(repository: string, work: (suite: OpenSuite) => Promise<T>): Promise<T> {
  // What the hooks start, and the command, lies beside this file.
  const argv = [process.execPath, fileURLToPath(import.meta.url)];
  const { env, pid, ppid } = process;
  const suite = await openSuite(requireOwn(repository), { env, pid, ppid, argv }, { patient: true });
  await suite.registerEdit();
  const store = suite.openStore();
  try {
    return await work({ ...suite, store });
  } finally {
    store.close();
  }
}

/**
 * The command goes on as the owner of a repository where root runs it. A program has other things to do as root, and
 * what root writes to the store the hooks could not write again.
 */
function requireOwn(repository: string): string {
  const folder = requireFolder(repository);
  const { uid } = statSync(folder);
  if (process.getuid?.() !== 0 || uid === 0) return folder;
  throw new AndonError('not-permitted', `"${folder}" is not root's, and root would leave files in it`, {
    kind: 'usage',
    hints: ['Run the program as the user that the hooks run as'],
  });
}

function requireFolder(repository: string): string {
  try {
    return realpathSync.native(repository);
  } catch (error) {
    if (systemCodeOf(error) === undefined) throw error;
    throw new AndonError('repository-missing', `There is no repository "${repository}"`, {
      kind: 'usage',
      cause: error,
    });
  }
}
