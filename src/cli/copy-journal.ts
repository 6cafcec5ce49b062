// Entry point of the process that copies the journal to its log file; a hook starts it and goes on.
import { copyJournal } from '../store/copy-journal.ts';

const state = process.argv[2];
if (state === undefined) process.exitCode = 2;
else copyJournal(state);
