// A place for install.sh to work in: a copy of the checkout, a prefix and bare repositories, all of them
// in one temporary folder whose name sh would stumble over.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ROOT = new URL('../..', import.meta.url).pathname;

export interface Outcome {
  readonly code: number | null;
  /** Both streams, for a human's eye. */
  readonly output: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** On top of the place's own. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Place {
  readonly folder: string;
  readonly checkout: string;
  readonly prefix: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly run: (command: string, args: readonly string[], options?: RunOptions) => Outcome;
  /** Runs install.sh of the copied checkout, with the prefix. */
  readonly install: (...args: readonly string[]) => Outcome;
  /** Makes a bare repository, and a clone with one commit that has not been pushed. */
  readonly repository: (name: string) => { readonly gitDir: string; readonly clone: string };
  readonly push: (clone: string, message: string) => Outcome;
  /** Makes another checkout, whose node_modules is a link to a folder elsewhere with a Node of its own. */
  readonly linkedCheckout: () => { readonly checkout: string; readonly modules: string };
  readonly remove: () => void;
}

/** Makes the place; the copy of the checkout can go away without any harm to the real one. */
export function makePlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), "andon it's a "));
  const checkout = join(folder, 'check out');
  const prefix = join(folder, "pre'fix");
  mkdirSync(checkout);
  for (const name of ['install.sh', 'package.json', 'package-lock.json', 'tsconfig.json', 'src', 'hooks']) {
    cpSync(join(ROOT, name), join(checkout, name), { recursive: true, preserveTimestamps: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
  // Older than what is installed: npm ci would empty the real folder through the link.
  utimesSync(join(checkout, 'package-lock.json'), 0, 0);
  const environment = {
    PATH: process.env['PATH'] ?? '/usr/bin:/bin',
    HOME: folder,
    LC_ALL: 'C',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.org',
  };
  const run: Place['run'] = (command, args, options = {}) => {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: options.cwd ?? folder,
      env: { ...environment, ...options.environment },
      encoding: 'utf8',
    });
    if (error !== undefined) throw error;
    return { code: status, output: stdout + stderr };
  };
  const git = (cwd: string, ...args: readonly string[]): void => {
    const { code, output } = run('git', args, { cwd });
    if (code !== 0) throw new Error(`git ${args.join(' ')} failed: ${output}`);
  };
  return {
    folder,
    checkout,
    prefix,
    environment,
    run,
    install: (...args) => run(join(checkout, 'install.sh'), ['--prefix', prefix, ...args]),
    repository(name) {
      const gitDir = join(folder, name);
      const clone = join(folder, `clone of ${name.replaceAll('/', '-')}`);
      mkdirSync(dirname(gitDir), { recursive: true });
      git(folder, 'init', '-q', '--bare', '-b', 'main', gitDir);
      git(folder, 'init', '-q', '-b', 'main', clone);
      git(clone, 'remote', 'add', 'origin', gitDir);
      return { gitDir, clone };
    },
    push(clone, message) {
      git(clone, 'commit', '-q', '--allow-empty', '-m', message);
      return run('git', ['push', 'origin', 'main'], { cwd: clone });
    },
    linkedCheckout() {
      const other = join(folder, 'linked checkout');
      const modules = join(folder, 'dependencies', 'node_modules');
      cpSync(checkout, other, { recursive: true, preserveTimestamps: true, filter: isNoLink });
      mkdirSync(modules, { recursive: true });
      for (const name of readdirSync(join(ROOT, 'node_modules'))) {
        const from = join(ROOT, 'node_modules', name);
        const own = name === '.bin' || name.startsWith('node-linux-');
        if (own) cpSync(from, join(modules, name), { recursive: true, verbatimSymlinks: true });
        else symlinkSync(from, join(modules, name));
      }
      symlinkSync(modules, join(other, 'node_modules'));
      return { checkout: other, modules };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function isNoLink(path: string): boolean {
  return !lstatSync(path).isSymbolicLink();
}

/** Everything below a folder: name, mode, number and content. */
export function snapshot(folder: string): readonly string[] {
  return globSync('**/{*,.*}', { cwd: folder })
    .sort()
    .map((name) => {
      const stat = lstatSync(join(folder, name));
      const content = stat.isFile() ? readFileSync(join(folder, name), 'latin1') : '';
      return `${name} ${stat.mode.toString(8)} ${stat.ino} ${content}`;
    });
}

/** Writes a hook that says who it is and passes. */
export function writeHook(path: string, words: string, mode = 0o755): void {
  writeFileSync(path, `#!/bin/sh\necho "${words}"\n`, { mode });
}
