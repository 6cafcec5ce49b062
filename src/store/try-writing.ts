// Finds out whether a store can be written, and leaves it as it is.
import type { Engine } from './engine.ts';

/**
 * Commits a change that comes to nothing. An empty transaction would show nothing: SQLite begins one for
 * writing on a file that may only be read, and fails at the first change.
 * @throws {AndonError} kind `unavailable` when the store cannot be written
 */
export async function tryWriting(engine: Engine): Promise<void> {
  await engine.write(({ views }) => {
    views.put('counter', 'trial', '');
    views.remove('counter', 'trial');
  });
}
