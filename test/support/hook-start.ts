// Lets a hook begin with a command of the test: what the machine does to it at that very moment.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HookName } from '../../src/install/shim.ts';
import type { Scratch } from './scratch.ts';

/** Puts a line of sh in front of what a hook does; the answer takes it out again. */
export function startHookWith(scratch: Scratch, hook: HookName, command: string): () => void {
  const file = join(scratch.server, 'hooks', hook);
  const shim = readFileSync(file, 'utf8');
  writeFileSync(file, shim.replace('\n', `\n${command}\n`));
  return () => writeFileSync(file, shim);
}
