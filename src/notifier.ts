// Composition root of whoever delivers announcements: ties the outbox to the channels of a repository. Hooks do
// not load it.
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { readApplied } from './config/applied.ts';
import { describeProcess, isReceiverAlive } from './git/find-receiver.ts';
import { mayEscalate } from './line/stop.ts';
import type { Announcement } from './notify/announcement.ts';
import { needsEnvironment } from './notify/channel.ts';
import type { Channel } from './notify/channel.ts';
import { deliver } from './notify/deliver.ts';
import type { Delivered, Sent } from './notify/deliver.ts';
import type { LandedRevision } from './notify/landing-values.ts';
import type { LandedHistory } from './notify/push-event.ts';
import type { Outbox } from './notify/outbox.ts';
import { readHistory } from './push/read-history.ts';
import { tickLines } from './push/tick-lines.ts';
import type { Engine } from './store/engine.ts';
import { journalOutbox } from './store/journal-outbox.ts';
import { journalStore } from './store/journal-store.ts';
import { openEmbeddedEngine } from './open-store.ts';
import type { Suite } from './suite.ts';

const PAUSE_MS = 1_000;
/** Of this process, which looks again and again: what it had when the store went away is still its own. */
const HOLDER = randomUUID();

export interface Notifier {
  readonly channels: readonly Channel[];
  readonly outbox: Outbox;
  /** Does what time brings to the lines, and delivers what is due now. */
  readonly deliver: () => Promise<Delivered>;
  /** Tells whether anything waits, for its time or for another process; an open caution does. */
  readonly isWaiting: () => Promise<boolean>;
  /** Sends something now, whatever the outbox says. */
  readonly send: (channel: Channel, announcement: Announcement, done?: number) => Promise<Sent>;
  readonly close: () => void;
}

export interface NotifierOptions {
  /** Where channels find what is kept in the environment; without one, such channels are left to others. */
  readonly environment: Readonly<Record<string, string | undefined>> | undefined;
  readonly pid: number;
}

type NotifierSuite = Pick<Suite, 'gitDir' | 'policy' | 'repository' | 'now' | 'startFollowers'>;

/** Opens the outbox of a repository; channels that are new in it start with the configuration that brought them. */
export async function openNotifier(
  { gitDir, policy, repository, now, startFollowers }: NotifierSuite,
  options: NotifierOptions,
): Promise<Notifier> {
  const engine = openEmbeddedEngine(policy);
  const store = journalStore(engine, now, () => [policy]);
  return openNotifierOn(
    {
      engine,
      channels: policy.channels ?? [],
      since: readApplied(gitDir)?.appliedAt ?? '',
      // Of the store, which repositories may share: whichever of them delivers, a stop is the same.
      source: `urn:andon:${encodeURIComponent(policy.state)}`,
      now,
      tick: async () => {
        if ((await tickLines(policy, store)).length > 0) startFollowers();
      },
      readHistory: async (landed) =>
        // Repositories may share a store: of what landed elsewhere, the journal has the subject.
        landed.repository === policy.repository ? readHistory(landed, repository) : NO_HISTORY,
    },
    options,
  );
}

/** Opens the outbox of a server: what landed is on a git host, which is not asked. */
export async function openServerNotifier(
  tools: Omit<NotifierTools, 'source' | 'readHistory'>,
  options: NotifierOptions,
): Promise<Notifier> {
  return openNotifierOn(
    {
      ...tools,
      source: 'urn:andon:server',
      readHistory: async () => Promise.resolve(NO_HISTORY),
    },
    options,
  );
}

/** What is known where git cannot be asked. */
const NO_HISTORY: LandedHistory = { commits: [], forced: false };

interface NotifierTools {
  readonly engine: Engine;
  readonly channels: readonly Channel[];
  /** ISO 8601: channels that are new start with what happened then. */
  readonly since: string;
  /** The source of CloudEvents. */
  readonly source: string;
  readonly now: () => number;
  /** Does what time brings, before anything is delivered. */
  readonly tick: () => Promise<void>;
  readonly readHistory: (landed: LandedRevision) => Promise<LandedHistory>;
}

async function openNotifierOn(
  { engine, channels: all, since, source, now, tick, readHistory: historyOf }: NotifierTools,
  { environment, pid }: NotifierOptions,
): Promise<Notifier> {
  const channels = environment === undefined ? all.filter((each) => !needsEnvironment(each)) : all;
  const outbox = journalOutbox(engine);
  const store = journalStore(engine, now);
  await startNew(all, outbox, since);
  const context = { environment: environment ?? {}, source, now, readHistory: historyOf };
  const send: Notifier['send'] = async (channel, announcement, done = 0) => {
    const { sendAnnouncement } = await import('./channel/send-announcement.ts');
    return sendAnnouncement(channel, announcement, { ...context, done });
  };
  const holder = { id: HOLDER, process: describeProcess(pid) };
  return {
    channels: all,
    outbox,
    deliver: async () => {
      await tick();
      return deliver(channels, {
        outbox,
        holder,
        // Who has not renewed the lease has lost it; whoever died need not be waited for.
        isAlive: (other) => isReceiverAlive(other.process, 0),
        send,
        now,
        pause: async () => setTimeout(PAUSE_MS, undefined, { ref: false }),
        chance: Math.random,
      });
    },
    isWaiting: async () => {
      const { statuses } = await store.readLines();
      if ([...statuses.values()].some(({ stops }) => stops.some(mayEscalate))) return true;
      const { head, deliveries } = await outbox.read();
      return channels.some(({ name }) => {
        const { cursor = head, retry = [] } = deliveries.get(name) ?? {};
        return retry.length > 0 || cursor < head;
      });
    },
    send,
    close: () => engine.close(),
  };
}

async function startNew(channels: readonly Channel[], outbox: Outbox, since: string): Promise<void> {
  const { deliveries } = await outbox.read();
  for (const { name } of channels) if (!deliveries.has(name)) await outbox.start(name, since);
}
