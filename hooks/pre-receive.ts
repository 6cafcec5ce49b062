// The pre-receive hook (githooks(5)).
import { dirname } from 'node:path';
import { runPreReceive } from '../src/hook/pre-receive.ts';
import { printLines } from '../src/hook/run-hook.ts';

const { lines, code } = await runPreReceive(process, {
  entry: import.meta.url,
  hooksFolder: dirname(process.argv[2] ?? 'hooks/pre-receive'),
});
printLines(lines);
process.exitCode = code;
