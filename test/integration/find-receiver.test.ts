import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { entriesOf, withMain } from '../support/scratch.ts';
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

test('findReceiver() knows that a hook lost its receiver, whoever adopted it', () => {
  const receiver = findReceiver(process.pid, 4_194_305);
  expect(receiver.pid).toBe(4_194_305);
  expect(isReceiverAlive(receiver, 0)).toBe(false);
  expect(isReceiverAlive(findReceiver(process.pid, process.pid), 0)).toBe(true);
});

test('the hook takes the process that started its shim for the receiver', async () => {
  const { scratch, first } = await withMain();
  const next = await scratch.commit('next\n');
  await scratch.git(['push', '-q', scratch.server, `${next}:refs/heads/side`]);
  const dist = resolve(import.meta.dirname, '../../dist');
  const { code } = await scratch.run(
    process.execPath,
    [join(dist, 'launch.cjs'), join(dist, 'pre-receive.cjs'), 'hooks/pre-receive', '4194305'],
    { cwd: scratch.server, env: { GIT_DIR: '.' }, input: `${first} ${next} refs/heads/main\n` },
  );
  expect(code).toBe(0);
  const admitted = await entriesOf(scratch, 'push.admitted');
  expect(admitted.at(-1)?.receiver).toMatchObject({ pid: 4_194_305, startTicks: 'gone' });
  expect(admitted.at(0)?.receiver.pid).not.toBe(4_194_305);
});

test('findReceiver() knows that an orphan has no receiver any more', () => {
  expect(isReceiverAlive(findReceiver(1), 0)).toBe(false);
});
