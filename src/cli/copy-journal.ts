// Entry point of the process that copies the journal to its log file; a hook starts it and goes on.
// Arguments: the state folder, and the file that says that a copier is on its way.
import { rmSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { copyJournal, placesIn } from '../store/copy-journal.ts';

/** Pushes that come meanwhile need no copier of their own. */
const PAUSE_MS = 1_000;

const [, , state, awaited] = process.argv;
if (state === undefined || awaited === undefined) process.exitCode = 2;
else {
  await setTimeout(PAUSE_MS);
  rmSync(awaited, { force: true });
  await copyJournal(placesIn(state));
}
