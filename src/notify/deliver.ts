// Delivers what the journal has to announce, to each channel by itself: in order, at least once, and never by
// two processes at a time. A channel that fails or hangs holds up nothing but itself.
import { openEntry } from '../journal/chain.ts';
import type { StoredEntry } from '../journal/entry.ts';
import { announce } from './announce.ts';
import type { Announcement } from './announcement.ts';
import { wants, wantsLandings } from './channel.ts';
import type { Channel } from './channel.ts';
import { fail, holds, isDue, newDelivery, passOver, take } from './delivery.ts';
import type { Delivery, Failure, Holder } from './delivery.ts';
import type { Outbox } from './outbox.ts';

const BATCH = 500;

/** What became of an attempt; a problem is a clause without a word of what is secret. */
export type Sent =
  { readonly kind: 'sent'; readonly answer: string } | (Failure & { readonly kind: 'failed' });

export interface DeliverTools {
  readonly outbox: Outbox;
  readonly holder: Holder;
  readonly isAlive: (holder: Holder) => boolean;
  /**
   * Makes one attempt, which ends within 15 seconds whatever the other side does; never throws. `done` says how many
   * parts of the announcement the channel has from attempts before.
   */
  readonly send: (channel: Channel, announcement: Announcement, done: number) => Promise<Sent>;
  /** In milliseconds since 1970. */
  readonly now: () => number;
  /** Waits for a moment, which must not keep the process from ending. */
  readonly pause: () => Promise<void>;
  /** From 0 to 1. */
  readonly chance: () => number;
}

export interface Delivered {
  readonly sent: number;
  readonly failed: number;
}

/**
 * Delivers to all channels whatever is due now. Where one takes long over it, what becomes due for the others
 * meanwhile does not wait for it.
 */
export async function deliver(channels: readonly Channel[], tools: DeliverTools): Promise<Delivered> {
  const busy = new Set<Channel>();
  const slow = new Set<Channel>();
  const running: Promise<Delivered>[] = [];
  const begin = async (): Promise<void> => {
    const { head, deliveries } = await tools.outbox.read();
    for (const channel of channels) {
      const { lease, ...delivery } = deliveries.get(channel.name) ?? newDelivery(head);
      if (busy.has(channel)) continue;
      if (lease === undefined && !isDue(delivery, { now: tools.now(), head })) continue;
      busy.add(channel);
      running.push(
        deliverTo(channel, tools).finally(() => {
          busy.delete(channel);
          slow.delete(channel);
        }),
      );
    }
  };
  await begin();
  // No others: two that hang by turns would have this go on for ever, and the configuration may have been edited.
  for (const channel of busy) slow.add(channel);
  while (slow.size > 0) {
    await Promise.race([Promise.all(running), tools.pause()]);
    if (slow.size > 0) await begin();
  }
  const all = await Promise.all(running);
  return {
    sent: all.reduce((sum, { sent }) => sum + sent, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
  };
}

async function deliverTo(channel: Channel, tools: DeliverTools): Promise<Delivered> {
  const { outbox, holder, now } = tools;
  let [sent, failed] = [0, 0];
  for (;;) {
    const taken = await outbox.change(channel.name, (delivery, head) =>
      take(delivery, { ...tools, now: now(), head }),
    );
    if (taken === undefined || !holds(taken, holder)) return { sent, failed };
    const { last, found } = await findNext(channel, taken, outbox);
    const outcome = found === undefined ? undefined : await tools.send(channel, found, taken.done ?? 0);
    if (outcome?.kind === 'sent') sent++;
    if (outcome?.kind === 'failed') failed++;
    await outbox.change(channel.name, (delivery) => {
      // Whoever took it over since then has the say.
      if (!holds(delivery, holder)) return undefined;
      if (outcome?.kind !== 'failed') return passOver(delivery, last);
      return fail(delivery, { ...outcome, seq: last, now: now(), chance: tools.chance() });
    });
  }
}

/** What is next for a channel, and the last entry that has been looked at for it. */
interface Next {
  readonly last: number;
  readonly found?: Announcement;
}

async function findNext(channel: Channel, { retry, cursor }: Delivery, outbox: Outbox): Promise<Next> {
  const [first] = retry;
  const entries = await (first === undefined
    ? outbox.readEntries(cursor, BATCH)
    : outbox.readEntries(first - 1, 1));
  for (const stored of entries) {
    const found = await announceStored(stored, channel, outbox);
    if (found !== undefined && wants(channel, found)) return { last: stored.seq, found };
  }
  return { last: entries.at(-1)?.seq ?? first ?? cursor };
}

async function announceStored(
  stored: StoredEntry,
  channel: Channel,
  outbox: Outbox,
): Promise<Announcement | undefined> {
  const entry = openEntry(stored);
  const nothing = {
    hash: stored.hash,
    stop: undefined,
    openStops: [],
    landed: [],
    freed: [],
    repositories: [],
  };
  // Most entries are pushes that nobody has to hear of: what is known beside the entry is read for the others.
  const isNews =
    entry.kind === 'push.settled' ? wantsLandings(channel) : announce(entry, nothing) !== undefined;
  if (!isNews) return undefined;
  return announce(entry, { ...(await outbox.readFacts(entry)), hash: stored.hash });
}
