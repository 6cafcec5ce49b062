import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { findReceiver, isReceiverAlive } from '../../src/git/find-receiver.ts';

test('isReceiverAlive() says that this process lives, and that one with another start does not', () => {
  const receiver = findReceiver(process.pid);
  expect(isReceiverAlive(receiver, 0)).toBe(true);
  expect(isReceiverAlive({ ...receiver, startTicks: '1' }, 0)).toBe(false);
});

test('isReceiverAlive() knows a zombie for dead', async () => {
  // The program that takes the place of the shell never asks for the child that has ended.
  const parent = spawn('/bin/sh', ['-c', 'sleep 0.3 & echo $!; exec sleep 60']);
  onTestFinished(() => void parent.kill('SIGKILL'));
  const pid = Number(await new Promise<string>((resolve) => void parent.stdout.on('data', (data: Buffer) => resolve(data.toString())))); // prettier-ignore
  while (!/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'))) await sleep(10);
  expect(isReceiverAlive({ host: hostname(), pid }, 0)).toBe(false);
});

test('findReceiver() knows that an orphan has no receiver any more', () => {
  expect(isReceiverAlive(findReceiver(1), 0)).toBe(false);
});
