// andon config check | apply | schema: is the configuration right, and put it in force.
import { object, or } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map } from '@optique/core/modifiers';
import { command } from '@optique/core/primitives';
import type { ApplyRequest } from '../config/apply.ts';
import type { Policy } from '../push/policy.ts';
import { setUpRepository } from '../set-up-repository.ts';
import { commonOptions, configOption, findConfigFile } from './context.ts';
import type { Action, Context } from './context.ts';
import { describeLines } from './describe-lines.ts';
import { findAnyGitDir, findGitDir } from './find-git-dir.ts';
import { warnOfLeftBehind, warnOfServer } from './warn-of-server.ts';

const flags = object({ ...commonOptions, config: configOption });

const check = command(
  'check',
  map(flags, (given): Action => async (context) => {
    const { checkConfig } = await import('../config/apply.ts');
    // Developers may have the server's file in their repository.
    const policy = await checkConfig(configRequest(given, context, findAnyGitDir));
    // No more than a warning: on a developer's machine there is no token.
    const isWhole = warnOfServer(policy, context);
    if (given.json) context.print(JSON.stringify(policy));
    else
      context.print(
        `the configuration is good${isWhole ? '' : ', but for the server'}: ${describeLines(policy)}`,
      );
    return 0;
  }),
  { description: message`Say whether the configuration can be used; change nothing.` },
);

const apply = command(
  'apply',
  map(flags, (given): Action => async (context) => {
    const asked = configRequest(given, context);
    const { applyConfig } = await import('../config/apply.ts');
    const applied = await applyConfig(asked);
    await setUpRepository(asked.repositoryDir, applied.policy, context);
    warnOfServer(applied.policy, context);
    await warnOfLeftBehind(asked.repositoryDir, applied.policy, context);
    if (given.json) context.print(JSON.stringify(applied));
    else
      context.print(`applied: ${describeLines(applied.policy)}; the store is ${storePlace(applied.policy)}`);
    return 0;
  }),
  { description: message`Put the configuration in force.` },
);

function storePlace({ server, state }: Policy): string {
  return server === undefined ? `in ${state}` : `behind ${server.url}`;
}

const schema = command(
  'schema',
  map(object({}), (): Action => async (context) => {
    const { configJsonSchema } = await import('../config/schema.ts');
    context.print(JSON.stringify(configJsonSchema(), undefined, 2));
    return 0;
  }),
  { description: message`Print the JSON Schema of the configuration, for editors.` },
);

export const configCommand = command('config', or(check, apply, schema), {
  description: message`Check or apply the configuration.`,
});

/** What a command asks of the configuration. */
export function configRequest(
  given: { readonly repo: string | undefined; readonly config: string | undefined },
  context: Context,
  find = findGitDir,
): ApplyRequest {
  const configFile = findConfigFile(given.config, context);
  return {
    repositoryDir: find(given.repo, context),
    configFile,
    now: context.now(),
    uid: process.getuid?.() ?? 0,
  };
}
