// Starts the copying of the journal to its log file.
import { join } from 'node:path';
import { startOnce } from './start-once.ts';
import type { Release } from './start-once.ts';

/** Starts a copier unless one is on its way. */
export function startJournalCopy(release: Release, state: string): void {
  // The copier removes the file before it looks for entries: while it is there, ours will be found.
  const awaited = join(state, 'journal.awaited');
  startOnce(release, { script: 'copy-journal.mjs', args: [state], awaited });
}
