// The hook files that git runs: two lines of sh with absolute paths, because hooks run with little or
// no PATH.
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { AndonError } from '../text/andon-error.ts';
import { isShim, MARK } from './is-shim.ts';
import { keepHook, putBackKept } from './keep-hook.ts';

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
// V8 starts four threads for itself, and has to end them again: a hook is over before one is of use.
const NODE_OPTIONS = '--disable-warning=ExperimentalWarning --v8-pool-size=1';

/** Writes the text of a hook file. */
export function shimText(hook: HookName, { node, folder }: Release): string {
  const files = [node, join(folder, 'launch.cjs'), join(folder, `${hook}.cjs`)];
  const [program, launch, bundle] = files.map(quote);
  return (
    `#!/bin/sh\n` +
    `unset NODE_OPTIONS NODE_EXTRA_CA_CERTS NODE_PATH; ulimit -S -t ${MOST_CPU_SECONDS}; ` +
    `exec ${program} ${NODE_OPTIONS} ${launch} ${bundle} "$0" "$PPID" # ${MARK}\n`
  );
}

/** Returns the files that the text of one of our hooks runs: its Node, and its bundles. */
export function shimFiles(text: string): readonly string[] {
  return [...text.matchAll(/'((?:[^']|'\\'')*)'/g)].map(([, file = '']) => file.replaceAll("'\\''", "'"));
}

/**
 * Puts our hook in place. A hook that is there already is kept in `<hook>.d/`, where ours runs it.
 * Written under a temporary name and renamed: no push ever meets half a hook, or none.
 * @returns what takes it back
 * @throws {AndonError} `hook-unusable` when what is there is no file
 */
export function installShim(hooksFolder: string, hook: HookName, release: Release): () => void {
  mkdirSync(hooksFolder, { recursive: true });
  const path = join(hooksFolder, hook);
  const text = shimText(hook, release);
  const before = readHook(path);
  switch (before.kind) {
    case 'other':
      throw new AndonError('hook-unusable', `${path} is not a file`, {
        kind: 'usage',
        hints: [`move it away: git refuses every push because of it`],
      });
    case 'absent':
      writeHook(path, text);
      return () => void uninstallShim(hooksFolder, hook);
    case 'foreign':
      keepHook(path, keptFolder(hooksFolder, hook));
      writeHook(path, text);
      return () => void uninstallShim(hooksFolder, hook);
    case 'ours':
      if (before.text === text && before.sound) return () => undefined;
      writeHook(path, text);
      return () => writeHook(path, before.text);
  }
}

/** What uninstallShim found and did. */
export interface Removal {
  /** Whether the hook that was there before is back. */
  readonly restored: boolean;
  /** Files of other hooks that no longer run. */
  readonly left: readonly string[];
}

/** Takes our hook away and puts back the one that was there before; undefined where there is none of ours. */
export function uninstallShim(hooksFolder: string, hook: HookName): Removal | undefined {
  const path = join(hooksFolder, hook);
  if (readHook(path).kind !== 'ours') return undefined;
  const folder = keptFolder(hooksFolder, hook);
  const restored = putBackKept(folder, path);
  if (!restored) rmSync(path);
  return { restored, left: existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [] };
}

type FoundHook =
  | { readonly kind: 'absent' | 'foreign' | 'other' }
  /** `sound`: a file that git can run. */
  | { readonly kind: 'ours'; readonly text: string; readonly sound: boolean };

function readHook(path: string): FoundHook {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined) return { kind: 'absent' };
  const target = statSync(path, { throwIfNoEntry: false });
  // git ignores a link that leads nowhere; it is kept all the same.
  if (target === undefined) return { kind: 'foreign' };
  if (!target.isFile()) return { kind: 'other' };
  const text = readFileSync(path, 'utf8');
  if (!isShim(text)) return { kind: 'foreign' };
  return { kind: 'ours', text, sound: found.isFile() && (found.mode & 0o555) === 0o555 };
}

function writeHook(path: string, text: string): void {
  const temporary = join(dirname(path), `.${basename(path)}.andon-${randomUUID()}`);
  writeFileSync(temporary, text, { mode: 0o755 });
  chmodSync(temporary, 0o755);
  renameSync(temporary, path);
}

function keptFolder(hooksFolder: string, hook: HookName): string {
  return join(hooksFolder, `${hook}.d`);
}

/** Quotes a word for sh. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
