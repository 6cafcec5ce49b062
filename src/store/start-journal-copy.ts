// Starts the copying of the journal to its log file and lets go of it: no push waits for that.
import { spawn } from 'node:child_process';
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemCodeOf } from '../text/andon-error.ts';

/** A copier that was started longer ago than this has died. */
const GONE_AFTER_MS = 10_000;

/** The Node that runs, and the folder of the bundles. */
export interface Release {
  readonly node: string;
  readonly folder: string;
}

/** Starts a copier unless one is on its way: a storm of pushes must not become a storm of processes. */
export function startJournalCopy({ node, folder }: Release, state: string): void {
  // The copier removes the file before it looks for entries: while it is there, ours will be found.
  const awaited = join(state, 'journal.awaited');
  if (!claim(awaited)) return;
  const script = join(folder, 'copy-journal.mjs');
  const args = ['--disable-warning=ExperimentalWarning', script, state, awaited];
  const child = spawn(node, args, { detached: true, stdio: 'ignore', env: {}, cwd: '/' });
  // It is tried again after the next push.
  child.on('error', () => undefined);
  child.unref();
}

/** Makes the file, or takes it over from a copier that has died; false where one is on its way. */
function claim(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx', 0o640));
    return true;
  } catch (error) {
    // Where this file cannot be written, the copier could write nothing either.
    if (systemCodeOf(error) !== 'EEXIST') return false;
  }
  const now = Date.now();
  const made = statSync(file, { throwIfNoEntry: false });
  if (made !== undefined && now - made.mtimeMs < GONE_AFTER_MS) return false;
  rmSync(file, { force: true });
  return true;
}
