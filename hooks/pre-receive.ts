// The pre-receive hook (githooks(5)).
import { dirname } from 'node:path';
import { runPreReceive } from '../src/hook/pre-receive.ts';
import { printLines } from '../src/hook/run-hook.ts';

const [, , hookFile = 'hooks/pre-receive'] = process.argv;

void runPreReceive(process, dirname(hookFile)).then(({ lines, code }) => {
  printLines(lines);
  // Ends here and now: unwinding the process, and SQLite's last checkpoint with it, took 3 ms. The
  // write-ahead log is made for that, and what was committed is on disk.
  process.exit(code);
});
