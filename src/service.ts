// Composition root of the server: ties the routes to an engine, a configuration, a clock and a socket.
import type { FastifyBaseLogger } from 'fastify';
import type { AccessStore } from './access/access-store.ts';
import { openServerNotifier } from './notifier.ts';
import type { NotifierOptions } from './notifier.ts';
import type { Policy } from './push/policy.ts';
import type { Store } from './push/store.ts';
import { trimSchedule } from './push/schedule-digest.ts';
import { tickLines } from './push/tick-lines.ts';
import { newTroubleLog } from './server/log-trouble.ts';
import { openServer } from './server/open-server.ts';
import type { Limits } from './server/limits.ts';
import { watchJournal } from './server/live.ts';
import type { ServerTools } from './server/server-tools.ts';
import { answeredOnce } from './store/answered-once.ts';
import { copyJournal, placesBeside } from './store/copy-journal.ts';
import { openCalendars } from './store/calendars.ts';
import type { Engine } from './store/engine.ts';
import { groupWrites } from './store/group-writes.ts';
import { journalAccess } from './store/journal-access.ts';
import { journalStore } from './store/journal-store.ts';
import { rememberViews } from './store/remember-views.ts';
import { isMissing, isShared, openDatabase } from './store/open-database.ts';
import { formatTime } from './text/utc-time.ts';
import { readSecrets, readSecretsFor } from './webhook-secrets.ts';

export interface ServiceOptions {
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** What the configuration of the server says of lines, channels and webhooks. */
  readonly policy: Pick<Policy, 'lines' | 'repository' | 'channels' | 'webhooks'>;
  readonly logger: FastifyBaseLogger | false;
  readonly trustedProxies: readonly string[];
  readonly anonymousRead: boolean;
  /** Where not all are those that hold by default. */
  readonly limits?: Partial<Limits>;
  /** In PEM; a key of that certificate. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
  readonly now?: () => number;
  /** Who delivers announcements, and where the secrets are that are in no file. */
  readonly process: NotifierOptions;
}

export interface Service {
  readonly url: string;
  /** Answers what has been asked, and lets go of everything. */
  readonly close: () => Promise<void>;
}

const TICK_MS = 1_000;
/** How long what is under way may take, once the server is told to end. */
const GRACE_MS = 2_000;
/** A copy that is far behind catches up in steps: nobody waits for it. */
const MOST_COPIED = 5_000;

/** Starts a server on a database, made where there is none; the replica is what it keeps of one that it shares. */
export async function startService(
  { database, replica }: { readonly database: string; readonly replica: string },
  options: ServiceOptions,
): Promise<Service> {
  const log = newTroubleLog(options.logger);
  const isNew = isMissing(database);
  const engine = await openDatabase(database, { replica, onTrouble: log });
  const { logger } = options;
  if (isNew && logger !== false) logger.info({ database }, 'there was no database, and this is a new one');
  const service = await serveEngine(engine, options).catch((error: unknown) => {
    engine.close();
    throw error;
  });
  const places = placesBeside(isShared(database) ? replica : database);
  let copied = -1;
  const stopCopying = repeat(async () => {
    const { seq } = await engine.head();
    // A copy says on disk how far it came: not each second, where nothing has happened.
    if (seq !== copied && (await copyJournal(places, { most: MOST_COPIED })) < MOST_COPIED) copied = seq;
  }, log);
  return {
    ...service,
    async close() {
      await service.close();
      await stopCopying();
      await copyJournal(places);
      engine.close();
    },
  };
}

/** Starts a server; it runs until it is closed. @throws the system's error where nothing can listen there */
export async function serveEngine(
  database: Engine,
  options: ServiceOptions,
  access?: AccessStore,
): Promise<Service> {
  const engine = rememberViews(groupWrites(database));
  const { host, port, policy, tls, now = Date.now } = options;
  // One that cannot be read would be found out by the alarm that never comes.
  for (const webhook of policy.webhooks ?? []) readSecrets(webhook, options.process);
  const log = newTroubleLog(options.logger);
  // Of all servers of a database, whatever folder each is started in.
  const calendars = await openCalendars(engine, trimSchedule({ ...policy, repository: 'andon serve' }));
  const openStore = (on: Engine): Store => journalStore(on, now, calendars.all);
  const store = openStore(engine);
  const live = watchJournal(store, log);
  database.watch?.(live.nudge);
  const notifier = await openServerNotifier(
    {
      engine,
      channels: policy.channels ?? [],
      since: formatTime(now()),
      now,
      tick: async () => {
        if ((await tickLines(policy, store)).length > 0) live.nudge();
      },
    },
    options.process,
  );
  const tools: ServerTools = {
    store: (key) =>
      openStore(key === undefined ? engine : answeredOnce(engine, { ...key, now: formatTime(now()) })),
    calendars,
    outbox: notifier.outbox,
    access: access ?? journalAccess(engine, now),
    sessions: {
      read: async (work) => engine.read(({ side }) => work(side('session'))),
      write: async (work) => engine.write(({ side }) => work(side('session'))),
    },
    live,
    policy,
    secretsOf: (webhook) => readSecretsFor(webhook, options.process),
    now,
    anonymousRead: options.anonymousRead,
  };
  const { logger, trustedProxies, limits = {} } = options;
  const app = await openServer(tools, {
    logger,
    trustedProxies,
    limits,
    ...(tls === undefined ? {} : { tls }),
  });
  const stopDelivering = repeat(async () => void (await notifier.deliver()), log);
  const close = async (): Promise<void> => {
    await stopDelivering();
    live.close();
    // Whoever does not let go is let go of.
    const force = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
    await app.close();
    clearTimeout(force);
  };
  try {
    return { url: await app.listen({ host, port }), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Does something each second, one at a time, until it is told to end; then the last time is waited for. */
function repeat(work: () => Promise<void>, onError: (error: unknown) => void): () => Promise<void> {
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;
  const run = async (): Promise<void> => {
    await work().catch(onError);
    if (!isOver) timer = setTimeout(() => void (running = run()), TICK_MS);
  };
  let running = run();
  return async () => {
    isOver = true;
    clearTimeout(timer);
    await running;
  };
}
