// The post-receive hook (githooks(5)).
import { dirname } from 'node:path';
import { runPostReceive } from '../src/hook/post-receive.ts';
import { printLines } from '../src/hook/run-hook.ts';

const [, entry = '', hookFile = 'hooks/post-receive'] = process.argv;

void runPostReceive(process, { releaseFolder: dirname(entry), hooksFolder: dirname(hookFile) }).then(
  ({ lines, code }) => {
    printLines(lines);
    process.exitCode = code;
  },
);
