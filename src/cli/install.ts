// andon install and andon uninstall: what install.sh runs for each repository once the release is in
// place.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, optional } from '@optique/core/modifiers';
import { argument, command, option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import { readApplied } from '../config/applied.ts';
import { formatTemplate } from '../config/template.ts';
import { findRelease } from '../install/find-release.ts';
import { installHooks } from '../install/install-hooks.ts';
import { HOOKS, uninstallShim } from '../install/shim.ts';
import { setUpRepository } from '../set-up-repository.ts';
import { AndonError } from '../text/andon-error.ts';
import { configOption, findConfigFile } from './context.ts';
import type { Action, Context } from './context.ts';
import { describeLines } from './describe-lines.ts';
import { findAnyGitDir } from './find-git-dir.ts';
import { warnOfLeftBehind, warnOfServer } from './warn-of-server.ts';

const repository = argument(string({ metavar: 'REPOSITORY' }), {
  description: message`A bare git repository.`,
});

export const installCommand = command(
  'install',
  map(
    object({
      repository,
      state: optional(
        option('--state', string({ metavar: 'DIR' }), {
          description: message`Keep the store here; several repositories may share it.`,
        }),
      ),
      pusher: optional(
        option('--pusher', string({ metavar: 'SOURCE' }), {
          description: message`Where the pusher's name comes from.`,
        }),
      ),
      config: configOption,
      release: optional(
        option('--release', string({ metavar: 'DIR' }), {
          description: message`The release whose hooks to install.`,
        }),
      ),
    }),
    (given): Action =>
      async (context) => {
        // Before root becomes the owner, who may stand elsewhere. Not the release's real path: an upgrade
        // moves the link that the hooks go through.
        const folder = resolve(given.release ?? findRelease(dirname(context.facts.argv[1] ?? '')));
        const settings = {
          state: given.state === undefined ? undefined : resolve(given.state),
          pusher: given.pusher,
        };
        const named = findConfigFile(given.config, context);
        const gitDir = findAnyGitDir(given.repository, context);
        requirePrivate(gitDir);
        // An upgrade keeps the file that was named when the configuration was applied.
        const configFile = named ?? readApplied(gitDir)?.configFile;
        mkdirSync(join(gitDir, 'andon'), { recursive: true });
        writeConfig(gitDir, { ...settings, configFile }, context);
        const { applyConfig } = await import('../config/apply.ts');
        const { policy } = await applyConfig({
          repositoryDir: gitDir,
          configFile,
          now: context.now(),
          uid: process.getuid?.() ?? 0,
        });
        await setUpRepository(gitDir, policy, context);
        warnOfServer(policy, context);
        await warnOfLeftBehind(gitDir, policy, context);
        const release = {
          folder,
          node: existsSync(join(folder, 'node')) ? join(folder, 'node') : process.execPath,
        };
        installHooks(gitDir, hooksFolder(gitDir, context), release);
        context.print(`installed into ${gitDir}: ${describeLines(policy)}`);
        return 0;
      },
  ),
  { description: message`Install the hooks into a repository (install.sh runs this).` },
);

export const uninstallCommand = command(
  'uninstall',
  map(object({ repository }), (given): Action => async (context) => {
    const gitDir = findAnyGitDir(given.repository, context);
    const folder = hooksFolder(gitDir, context);
    const removals = HOOKS.flatMap((hook) => {
      const removal = uninstallShim(folder, hook);
      return removal === undefined ? [] : [{ hook, ...removal }];
    });
    if (removals.length === 0) context.print(`no hook of andon in ${gitDir}`);
    else context.print(`removed from ${gitDir}; the journal stays`);
    for (const { hook, restored, left } of removals) {
      if (restored) context.print(`${hook}: the hook that was there before is back`);
      for (const file of left) context.remark(`warning: ${file} no longer runs`);
    }
    return 0;
  }),
  { description: message`Take the hooks out of a repository; the journal stays.` },
);

/**
 * Whoever may write a repository's folder may take its hooks away, so no gate holds there.
 * @throws {AndonError} `repository-open`
 */
function requirePrivate(gitDir: string): void {
  if ((statSync(gitDir).mode & 0o022) === 0) return;
  throw new AndonError(
    'repository-open',
    `${gitDir} may be written by others, who could take its hooks away`,
    {
      kind: 'config',
      hints: [
        'let people push through one account (ssh with forced commands, gitolite, a forge, smart HTTP)',
        `then: git -C ${gitDir} config --unset core.sharedRepository; chmod -R go-w ${gitDir}`,
      ],
    },
  );
}

/** Returns the folder whose hooks git runs for a repository (git-config(1), core.hooksPath). */
export function hooksFolder(gitDir: string, { facts }: Context): string {
  const { PATH, HOME } = facts.env;
  const git = spawnSync('git', ['config', '--type=path', 'core.hooksPath'], {
    cwd: gitDir,
    env: { PATH, HOME, GIT_DIR: gitDir },
    encoding: 'utf8',
  });
  const path = git.status === 0 ? git.stdout.trimEnd() : 'hooks';
  return resolve(gitDir, path);
}

interface Settings {
  readonly state: string | undefined;
  readonly pusher: string | undefined;
}

/** Writes the configuration of a repository that has none. */
function writeConfig(
  gitDir: string,
  { configFile, ...settings }: Settings & { readonly configFile: string | undefined },
  context: Context,
): void {
  const files = ['andon.yaml', 'andon.yml', 'andon.json'].map((name) => join(gitDir, name));
  const present = configFile ?? files.find((file) => existsSync(file));
  if (present === undefined) {
    writeFileSync(join(gitDir, 'andon.yaml'), configText(gitDir, settings), { mode: 0o644 });
  } else if (settings.state !== undefined || settings.pusher !== undefined) {
    context.remark(`${present} exists and is kept: --state and --pusher are not written to it`);
  }
}

function configText(gitDir: string, { state, pusher }: Settings): string {
  const lines = [
    state === undefined ? [] : `state: ${JSON.stringify(state)}`,
    pusher === undefined ? [] : `pusher: ${JSON.stringify(pusher)}`,
  ].flat();
  const template = formatTemplate(gitDir);
  return lines.length === 0 ? template : `${template}\n${lines.join('\n')}\n`;
}
