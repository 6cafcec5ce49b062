// Runs a program with something on its standard input: without a shell, without our environment, and not for
// longer than an attempt may take.
import { spawn } from 'node:child_process';
import type { Sent } from '../notify/deliver.ts';
import { systemCodeOf } from '../text/andon-error.ts';

/** Runs a command to its end; sent is what ends with code 0. */
export async function runCommand(
  [program = '', ...args]: readonly string[],
  { input, signal }: { readonly input: string | Buffer; readonly signal: AbortSignal },
): Promise<Sent> {
  return new Promise((resolve) => {
    // A group of its own, so that what it has started goes with it.
    const child = spawn(program, args, {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      cwd: '/',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    });
    const kill = (): void => killGroup(child.pid);
    // What a later command is killed for is nothing to what this one has left behind.
    child.on('exit', () => signal.removeEventListener('abort', kill));
    signal.addEventListener('abort', kill);
    child.on('error', (error) =>
      resolve({ kind: 'failed', problem: `"${program}" cannot be run (${systemCodeOf(error)})` }),
    );
    child.on('exit', (code, killedBy) =>
      resolve(
        code === 0
          ? { kind: 'sent', answer: `"${program}" ended with code 0` }
          : { kind: 'failed', problem: `"${program}" ended with ${killedBy ?? `code ${code}`}` },
      ),
    );
    // It need not read all of it.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It is gone, or has become another user, who may do as he likes: the attempt is over all the same.
    const code = systemCodeOf(error);
    if (code !== 'ESRCH' && code !== 'EPERM') throw error;
  }
}
