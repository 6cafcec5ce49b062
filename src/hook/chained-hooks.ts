// Runs the hooks that were there before andon: every executable in `<hook>.d/`, by name, with the same
// input, arguments and environment that git gave to us.
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { systemCodeOf } from '../text/andon-error.ts';

/**
 * Returns the name of the first hook that fails, or undefined when all of them pass. Without input
 * none is run: git has nothing to say then, and installing must not set off somebody's deployment.
 */
export async function runChainedHooks(folder: string, input: Buffer): Promise<string | undefined> {
  if (input.length === 0) return undefined;
  for (const name of chainedHooks(folder)) {
    if ((await runHook(join(folder, name), input)) !== 0) return name;
  }
  return undefined;
}

/** Lists the executables of a hook's folder, by name; none where there is no folder. */
export function chainedHooks(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => isExecutable(join(folder, name)))
    .sort();
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch (error) {
    if (systemCodeOf(error) === undefined) throw error;
    return false;
  }
}

async function runHook(path: string, input: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(path, [], { stdio: ['pipe', 'inherit', 'inherit'] });
    // A hook need not read its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 128));
  });
}
