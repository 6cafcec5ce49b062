// Entry point of the process that delivers announcements; a hook or a command starts it and goes on. Arguments:
// the repository, and the file that says that a deliverer is on its way.
import { rmSync, utimesSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { openNotifier } from '../notifier.ts';
import { openSuite } from '../suite.ts';
import { AndonError, systemCodeOf } from '../text/andon-error.ts';

/** Who would find the file older than 10 seconds takes us for dead. */
const BEAT_MS = 3_000;
const PAUSE_MS = 1_000;
/** Long enough for ten attempts, and not for ever: the next push starts another. */
const LONGEST_MS = 60 * 60_000;

const [, , gitDir, awaited] = process.argv;
if (gitDir === undefined || awaited === undefined) process.exitCode = 2;
else {
  const beat = setInterval(() => touch(awaited), BEAT_MS);
  const end = Date.now() + LONGEST_MS;
  while ((await deliverOnce(gitDir)) && Date.now() < end) await setTimeout(PAUSE_MS);
  clearInterval(beat);
  rmSync(awaited, { force: true });
  // What came after the last look, and saw the file.
  await deliverOnce(gitDir);
  // Connections that were given up need not be waited for.
  process.exit();
}

/** Returns whether anything still waits. The configuration is read anew each time: it may have been edited. */
async function deliverOnce(repository: string): Promise<boolean> {
  try {
    const suite = await openSuite(repository, process, { patient: true });
    const notifier = await openNotifier(suite, { environment: undefined, pid: process.pid });
    try {
      await notifier.deliver();
      return await notifier.isWaiting();
    } finally {
      notifier.close();
    }
  } catch (error) {
    // Another process holds the store, or an edit has broken the configuration: that may be over in a moment.
    if (error instanceof AndonError && (error.kind === 'unavailable' || error.kind === 'config')) return true;
    throw error;
  }
}

function touch(file: string): void {
  try {
    const now = new Date();
    utimesSync(file, now, now);
  } catch (error) {
    // Somebody took it away: another deliverer does no harm.
    if (systemCodeOf(error) !== 'ENOENT') throw error;
  }
}
