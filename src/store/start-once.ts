// Starts a process that does what no push waits for, and lets go of it: one at a time, however many pushes ask.
import { spawn } from 'node:child_process';
import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemCodeOf } from '../text/andon-error.ts';

/** A process that neither removed nor touched its file for longer than this has died. */
const GONE_AFTER_MS = 10_000;

/** The Node that runs, and the folder of the bundles. */
export interface Release {
  readonly node: string;
  readonly folder: string;
}

export interface Task {
  /** The bundle; it gets the arguments, and the file behind them. */
  readonly script: string;
  readonly args: readonly string[];
  /** There while the process is on its way: it removes the file before it looks for the last time. */
  readonly awaited: string;
}

/** Starts a process unless one is on its way: a storm of pushes must not become a storm of processes. */
export function startOnce({ node, folder }: Release, { script, args, awaited }: Task): void {
  if (!claim(awaited)) return;
  const words = ['--disable-warning=ExperimentalWarning', join(folder, script), ...args, awaited];
  // Without our environment: a pusher may have a say in it. With threads for names that are looked up: a name server
  // that does not answer holds two of the usual four, and the others would wait for these.
  const env = { UV_THREADPOOL_SIZE: '64' };
  const child = spawn(node, words, { detached: true, stdio: 'ignore', env, cwd: '/' });
  // It is tried again after the next push.
  child.on('error', () => undefined);
  child.unref();
}

/** Makes the file, or takes it over from a process that has died; false where one is on its way. */
function claim(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx', 0o640));
    return true;
  } catch (error) {
    // Where this file cannot be written, the process could write nothing either.
    if (systemCodeOf(error) !== 'EEXIST') return false;
  }
  const now = Date.now();
  const made = statSync(file, { throwIfNoEntry: false });
  if (made !== undefined && now - made.mtimeMs < GONE_AFTER_MS) return false;
  rmSync(file, { force: true });
  return claim(file);
}
