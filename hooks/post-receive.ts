// The post-receive hook (githooks(5)).
import { runPostReceive } from '../src/hook/post-receive.ts';
import { printLines, readHookCall } from '../src/hook/run-hook.ts';

void runPostReceive(process, readHookCall(process.argv)).then(({ lines, code }) => {
  printLines(lines);
  // Ends here and now: unwinding the process, and SQLite's last checkpoint with it, took 3 ms. The
  // write-ahead log is made for that, and what was committed is on disk.
  process.exit(code);
});
