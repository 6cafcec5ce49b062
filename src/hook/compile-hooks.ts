// Compiles the hooks that lie beside it, for the Node that runs it. Installing does that with the Node of
// the release, because compiled code is good for one version of V8. With --check it tells, by its exit
// code, whether what is there is good for this Node.
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { codePath, loadBundle, wrapBundle } from './load-bundle.ts';

const [, entry = '', mode] = process.argv;
const bundles = ['pre-receive.cjs', 'post-receive.cjs'].map((name) => join(dirname(entry), name));

if (mode === '--check') process.exitCode = bundles.every((path) => loadBundle(path).compiled) ? 0 : 1;
else for (const path of bundles) compile(path);

function compile(path: string): void {
  // V8 compiles a function when it is first called, and keeps what is compiled by then. What it keeps is
  // good for the same flags only, so they are put back in time.
  setFlagsFromString('--no-lazy');
  const script = wrapBundle(path);
  setFlagsFromString('--lazy');
  writeFileSync(codePath(path), script.createCachedData());
}
