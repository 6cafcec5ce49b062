// The pre-receive hook (githooks(5)).
import { runPreReceive } from '../src/hook/pre-receive.ts';
import { printLines, readHookCall } from '../src/hook/run-hook.ts';

void runPreReceive(process, readHookCall(process.argv)).then(({ lines, code }) => {
  printLines(lines);
  // Ends here and now: unwinding the process, and SQLite's last checkpoint with it, took 3 ms. The
  // write-ahead log is made for that, and what was committed is on disk.
  process.exit(code);
});
