// Loads a hook's bundle with its compiled code, kept beside it: compiling anew took a quarter of a push.
import { readFileSync } from 'node:fs';
import { Script } from 'node:vm';

/** A CommonJS bundle, ready to run. */
export interface Bundle {
  readonly script: Script;
  /** Whether this very Node could use the code kept; else the bundle runs all the same, and starts later. */
  readonly compiled: boolean;
}

/** Reads a bundle, and the code compiled for it where there is any. */
export function loadBundle(path: string): Bundle {
  let cachedData: Buffer | undefined;
  try {
    cachedData = readFileSync(codePath(path));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
  }
  const script = wrapBundle(path, cachedData);
  return { script, compiled: script.cachedDataRejected === false };
}

/** Runs a bundle; it finds what it would find had Node been given the bundle itself. */
export function runBundle(script: Script, require: NodeJS.Require): void {
  (script.runInThisContext() as (require: NodeJS.Require) => void)(require);
}

/** Makes a function of `require` from a bundle, as Node does. The build leaves nothing in it but ASCII. */
function wrapBundle(path: string, cachedData?: Buffer): Script {
  return new Script(`(function (require) {${readFileSync(path, 'latin1')}\n})`, {
    filename: path,
    cachedData,
  });
}

/** Returns where the compiled code of a bundle is kept. */
export function codePath(bundle: string): string {
  return `${bundle}.code`;
}
