// Looks for everything that could let a push through unseen, or refuse all of them, before it
// happens. Each finding comes with the command that mends it.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { systemCodeOf } from '../text/andon-error.ts';
import { isShim } from './is-shim.ts';
import { HOOKS, shimFiles } from './shim.ts';

export type Health = 'good' | 'warning' | 'bad';

export interface Diagnosis {
  readonly check: string;
  readonly health: Health;
  readonly message: string;
  /** The command that mends it. */
  readonly fix?: string;
}

const good = (check: string, message: string): Diagnosis => ({ check, health: 'good', message });

/** Checks the hook files of a repository: a missing or lame hook accepts every push (fact 18). */
export function checkHooks(gitDir: string, hooksFolder: string): readonly Diagnosis[] {
  const fix = `./install.sh ${gitDir}`;
  const bypass: Diagnosis[] =
    hooksFolder === join(gitDir, 'hooks')
      ? []
      : [
          {
            check: 'core.hooksPath',
            health: 'warning',
            message: `git runs the hooks of ${hooksFolder}`,
            fix: `git -C ${gitDir} config --show-origin core.hooksPath`,
          },
        ];
  const hooks = HOOKS.map((hook): Diagnosis => {
    const path = join(hooksFolder, hook);
    const problem = hookProblem(path);
    return problem === undefined
      ? good(hook, `${path} is in place`)
      : { check: hook, health: 'bad', message: `${path} ${problem}`, fix };
  });
  const sound = hooks.every(({ health }) => health === 'good');
  return [...bypass, ...hooks, ...(sound ? [checkCompiled(join(hooksFolder, HOOKS[0]))] : [])];
}

/** Checks that the Node of the hooks can use the code that was compiled for them: a system's Node gets upgraded. */
function checkCompiled(hook: string): Diagnosis {
  const [node = '', launcher = ''] = shimFiles(readFileSync(hook, 'utf8'));
  const compiler = join(dirname(launcher), 'compile-hooks.cjs');
  if (spawnSync(node, [compiler, '--check']).status === 0)
    return good('compiled code', 'is of the Node that the hooks run on');
  return {
    check: 'compiled code',
    health: 'warning',
    message: 'is not of the Node that the hooks run on: every push takes longer',
    fix: `${node} ${compiler}`,
  };
}

function hookProblem(path: string): string | undefined {
  try {
    if (!statSync(path).isFile()) return 'is not a file: every push is refused';
    accessSync(path, constants.X_OK);
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') return 'is missing: every push is let in unseen';
    if (systemCodeOf(error) === 'EACCES') return 'is not executable: every push is let in unseen';
    throw error;
  }
  const text = readFileSync(path, 'utf8');
  if (!isShim(text)) return 'is not the hook of andon: pushes are let in unseen';
  const broken = shimFiles(text).find((file) => !existsSync(file));
  return broken === undefined ? undefined : `runs ${broken}, which does not exist: every push is refused`;
}

/** Settings of git that the journal's promises rest on, each with the value that is right. */
const SETTINGS: readonly { key: string; good: (value: string) => boolean; value: string; why: string }[] = [
  {
    key: 'core.fsync',
    good: (value) => /all|committed|reference/.test(value),
    value: 'all',
    why: 'without it a power cut can take back refs that the journal says landed',
  },
  {
    key: 'core.logAllRefUpdates',
    good: (value) => value === 'always' || value === 'true',
    value: 'always',
    why: 'bare repositories keep no reflog otherwise',
  },
  {
    key: 'receive.fsckObjects',
    good: (value) => value === 'true',
    value: 'true',
    why: 'malformed objects are taken in on other refs',
  },
  {
    key: 'receive.shallowUpdate',
    good: (value) => value !== 'true',
    value: 'false',
    why: 'whoever pushes may cut off the history that others fetch',
  },
  {
    key: 'receive.advertisePushOptions',
    good: (value) => value === 'true',
    value: 'true',
    why: 'git push -o andon.override=... does not work',
  },
];

/** Checks git's own settings (git-config(1)). */
export function checkSettings(
  gitDir: string,
  environment: Readonly<Record<string, string | undefined>>,
): readonly Diagnosis[] {
  return SETTINGS.map(({ key, good: isGood, value, why }): Diagnosis => {
    const env = { PATH: environment['PATH'], HOME: environment['HOME'], GIT_DIR: gitDir };
    const current = spawnSync('git', ['config', key], { env, encoding: 'utf8' }).stdout.trimEnd();
    const state = current === '' ? 'not set' : `"${current}"`;
    if (isGood(current)) return good(key, `is ${state}`);
    return {
      check: key,
      health: 'warning',
      message: `is ${state}: ${why}`,
      fix: `git -C ${gitDir} config ${key} ${value}`,
    };
  });
}

const STALE_MS = 60 * 60 * 1000;

/** Finds what killed receive-packs leave behind (fact 21). */
export function checkLeftovers(gitDir: string, now: Date): readonly Diagnosis[] {
  const isStale = (path: string): boolean =>
    now.getTime() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? now.getTime()) > STALE_MS;
  const quarantines = readdirSync(join(gitDir, 'objects'))
    .filter((name) => name.startsWith('tmp_objdir-'))
    .map((name) => join(gitDir, 'objects', name));
  const locks = readdirSync(gitDir, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.lock') && !name.startsWith('objects/'))
    .map((name) => join(gitDir, name));
  const stale = [...quarantines, ...locks].filter(isStale);
  if (stale.length === 0) return [good('leftovers', 'no stale lock or quarantine folder')];
  return stale.map((path) => ({
    check: 'leftovers',
    health: 'warning',
    message: `${path} has been left behind by a receive-pack that was killed`,
    fix: `rm -r ${path}`,
  }));
}
