// Opens the outbox that a command is about: that of a repository, or that of a server, by its database.
import { message } from '@optique/core/message';
import { optional } from '@optique/core/modifiers';
import { option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import type { LineName } from '../line/line-name.ts';
import { openNotifier, openServerNotifier } from '../notifier.ts';
import type { Notifier } from '../notifier.ts';
import { openDatabase } from '../store/open-database.ts';
import { AndonError } from '../text/andon-error.ts';
import { invalid } from '../text/invalid.ts';
import { formatTime } from '../text/utc-time.ts';
import { commonOptions, openFor } from './context.ts';
import type { Context } from './context.ts';
import { databaseOption, findDatabase, requireDatabase } from './database.ts';
import { readServerPolicy } from './server-policy.ts';

/** The options of commands that look at a repository, or at a server from where its database is. */
export const outboxOptions = {
  ...commonOptions,
  database: databaseOption,
  config: optional(
    option('--config', string({ metavar: 'FILE' }), {
      description: message`Of a server: what andon serve is given.`,
    }),
  ),
};

interface OutboxFlags {
  readonly repo: string | undefined;
  readonly database?: string | undefined;
  readonly config?: string | undefined;
}

interface OpenedOutbox {
  readonly notifier: Notifier;
  readonly lines: readonly LineName[];
  /** Has what waits looked at. */
  readonly startDelivering: () => void;
  readonly close: () => void;
}

/** Opens it for a piece of work. @throws {AndonError} `store-elsewhere` for a repository that has a server */
export async function withOutbox<T>(
  flags: OutboxFlags,
  context: Context,
  work: (opened: OpenedOutbox) => Promise<T>,
): Promise<T> {
  const opened = await openOutbox(flags, context);
  try {
    return await work(opened);
  } finally {
    opened.close();
  }
}

async function openOutbox(flags: OutboxFlags, context: Context): Promise<OpenedOutbox> {
  if (flags.database !== undefined || flags.config !== undefined) return openOfServer(flags, context);
  const suite = await openFor(flags, context);
  const { server, lines } = suite.policy;
  if (server !== undefined)
    throw new AndonError('store-elsewhere', `Who announces is the server ${server.url}`, {
      kind: 'usage',
      hints: ['Run there: andon notify list --database FILE --config FILE'],
    });
  const { env, pid } = context.facts;
  const notifier = await openNotifier(suite, { environment: env, pid });
  return {
    notifier,
    lines: lines.map(({ name }) => name),
    startDelivering: suite.startFollowers,
    close() {
      notifier.close();
      suite.close();
    },
  };
}

async function openOfServer({ database, config }: OutboxFlags, context: Context): Promise<OpenedOutbox> {
  if (config === undefined)
    throw invalid('The channels of a server are in its configuration', 'Name it as well: --config FILE');
  const { channels = [], lines } = await readServerPolicy(config, context);
  const engine = await openDatabase(requireDatabase(findDatabase(database, context)));
  const { env, pid } = context.facts;
  const notifier = await openServerNotifier(
    {
      engine,
      channels,
      since: formatTime(context.now().getTime()),
      now: () => context.now().getTime(),
      // The server itself does what time brings.
      tick: async () => Promise.resolve(),
    },
    { environment: env, pid },
  );
  return {
    notifier,
    lines: lines.map(({ name }) => name),
    // It looks each second, where it runs.
    startDelivering: () => undefined,
    close: () => notifier.close(),
  };
}
