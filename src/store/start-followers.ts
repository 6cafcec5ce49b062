// Starts whoever follows the journal: what copies it to its log file, and what announces it.
import { join } from 'node:path';
import { startJournalCopy } from './start-journal-copy.ts';
import { startOnce } from './start-once.ts';
import type { Release } from './start-once.ts';

/** Starts each follower unless it is on its way; nothing is announced where there is no channel. */
export function startFollowers(
  release: Release,
  {
    state,
    gitDir,
    hasChannels,
  }: { readonly state: string; readonly gitDir: string; readonly hasChannels: boolean },
): void {
  startJournalCopy(release, state);
  if (!hasChannels) return;
  const awaited = join(gitDir, 'andon', 'deliver.awaited');
  startOnce(release, { script: 'deliver.mjs', args: [gitDir], awaited });
}
