// Real programs of other projects, started for a test and ended with it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { Scratch } from './scratch.ts';

/** Returns a program's path. @throws {Error} that names the Debian package, where it is missing */
export function requireProgram(path: string, debianPackage: string): string {
  if (existsSync(path)) return path;
  throw new Error(`"${path}" is missing: apt-get install ${debianPackage}`);
}

/** Starts a daemon that ends with the test, and waits until it is up; `isUp` is told all that it has said so far. */
export async function startDaemon<T>(
  scratch: Scratch,
  [program = '', ...args]: readonly string[],
  isUp: (said: string) => T | undefined | Promise<T | undefined>,
): Promise<T> {
  const child = spawn(program, args, {
    cwd: scratch.folder,
    env: scratch.env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  onTestFinished(async () => {
    if (child.exitCode !== null) return;
    const ended = new Promise((resolve) => child.on('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  });
  for (let round = 0; round < 400; round++) {
    const up = await isUp(said);
    if (up !== undefined) return up;
    if (child.exitCode !== null) break;
    await sleep(25);
  }
  throw new Error(`${program} does not answer: ${said}`);
}
