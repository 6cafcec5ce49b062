// The post-receive hook (githooks(5)).
import { dirname } from 'node:path';
import { runPostReceive } from '../src/hook/post-receive.ts';
import { printLines } from '../src/hook/run-hook.ts';

const { lines, code } = await runPostReceive(process, {
  entry: import.meta.url,
  hooksFolder: dirname(process.argv[2] ?? 'hooks/post-receive'),
});
printLines(lines);
process.exitCode = code;
