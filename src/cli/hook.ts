// andon hook: puts the rules for commits into a work tree, where git asks them before a commit and a push.
import { dirname, join } from 'node:path';
import { object, or } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map } from '@optique/core/modifiers';
import { command, option } from '@optique/core/primitives';
import { installClientHooks, uninstallClientHooks } from '../install/client-hooks.ts';
import { findRelease } from '../install/find-release.ts';
import { againstOption, resolveAgainst } from './against.ts';
import { workTreeOptions } from './context.ts';
import type { Action } from './context.ts';
import { findAnyGitDir } from './find-git-dir.ts';
import { hooksFolder } from './install.ts';

const client = option('--client', { description: message`In a work tree; a server takes andon install.` });

const install = command(
  'install',
  map(
    object({
      ...workTreeOptions,
      client,
      check: option('--check', {
        description: message`Before a push, ask the server (andon check) and not the rules here.`,
      }),
      against: againstOption,
    }),
    (given): Action =>
      async (context) => {
        const folder = hooksFolder(findAnyGitDir(given.repo, context), context);
        const andon = join(findRelease(dirname(context.facts.argv[1] ?? '')), 'andon');
        const against = given.against === undefined ? [] : ['--against', resolveAgainst(given.against)];
        const lint = [andon, 'lint', ...against];
        const paths = installClientHooks(folder, {
          'commit-msg': [...lint, '--message'],
          'pre-push': given.check ? [andon, 'check', '--pre-push'] : [...lint, '--pre-push'],
        });
        for (const path of paths) context.print(given.json ? JSON.stringify({ path }) : `installed ${path}`);
        return 0;
      },
  ),
  { description: message`Have git ask the rules before a commit and a push.` },
);

const uninstall = command(
  'uninstall',
  map(object({ ...workTreeOptions, client }), (given): Action => async (context) => {
    const paths = uninstallClientHooks(hooksFolder(findAnyGitDir(given.repo, context), context));
    if (paths.length === 0) context.remark('there is no hook of andon here');
    for (const path of paths) context.print(given.json ? JSON.stringify({ path }) : `removed ${path}`);
    return 0;
  }),
  { description: message`Take these hooks away.` },
);

export const hookCommand = command('hook', or(install, uninstall), {
  description: message`Install hooks that lint in a work tree.`,
});
