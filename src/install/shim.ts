// The hook files that git runs: two lines of sh with absolute paths, because hooks run with little or
// no PATH.
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const HOOKS = ['pre-receive', 'post-receive'] as const;
export type HookName = (typeof HOOKS)[number];

/** Where the release lies that the hooks run: its Node and its bundles. */
export interface Release {
  readonly node: string;
  readonly folder: string;
}

// A loop that never ends cannot be stopped from within: past this much work the system ends it, and
// a hook that dies refuses the push.
const MOST_CPU_SECONDS = 120;
const MARK = 'andon-hook';

/** Writes the text of a hook file. */
export function shimText(hook: HookName, { node, folder }: Release): string {
  const script = quote(join(folder, `${hook}.cjs`));
  return (
    `#!/bin/sh\n` +
    `unset NODE_OPTIONS NODE_EXTRA_CA_CERTS NODE_PATH; ulimit -S -t ${MOST_CPU_SECONDS}; ` +
    `exec ${quote(node)} --disable-warning=ExperimentalWarning ${script} "$0" # ${MARK}\n`
  );
}

/** Tells whether a hook file is one of ours. */
export function isShim(text: string): boolean {
  return text.endsWith(`# ${MARK}\n`);
}

/**
 * Puts our hook in place. A hook that is there already moves into `<hook>.d/`, where ours runs it.
 * Written under a temporary name and renamed: no push ever meets half a hook.
 */
export function installShim(hooksFolder: string, hook: HookName, release: Release): void {
  mkdirSync(hooksFolder, { recursive: true });
  const path = join(hooksFolder, hook);
  const temporary = join(hooksFolder, `.${hook}.andon-${randomUUID()}`);
  writeFileSync(temporary, shimText(hook, release), { mode: 0o755 });
  chmodSync(temporary, 0o755);
  if (existsSync(path) && !isShim(readFileSync(path, 'utf8'))) {
    const chained = join(hooksFolder, `${hook}.d`);
    mkdirSync(chained, { recursive: true });
    // A copy first: between two renames there would be a moment without any hook.
    const kept = join(chained, '50-before-andon');
    writeFileSync(kept, readFileSync(path), { mode: 0o755, flag: 'wx' });
    chmodSync(kept, 0o755);
  }
  renameSync(temporary, path);
}

/** Takes our hook away and puts back the one that was there before. */
export function uninstallShim(hooksFolder: string, hook: HookName): boolean {
  const path = join(hooksFolder, hook);
  if (!existsSync(path) || !isShim(readFileSync(path, 'utf8'))) return false;
  const kept = join(hooksFolder, `${hook}.d`, '50-before-andon');
  if (existsSync(kept)) renameSync(kept, path);
  else rmSync(path);
  return true;
}

function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
