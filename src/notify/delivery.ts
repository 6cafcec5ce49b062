// How far a channel is with the journal, and every way in which that changes. Pure: the store keeps it, and
// lets one process at a time change it.
import type { Receiver } from '../journal/entry.ts';

/** After so many failures an announcement is put aside, and the channel goes on. */
const MOST_ATTEMPTS = 10;
const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** What a server may ask for: it must not silence its channel for good. */
const LONGEST_REST_MS = 60 * 60_000;

/** Longer than any attempt takes: who has not renewed it by then has stalled. */
export const LEASE_MS = 60_000;

/** An announcement that could not be delivered, and the last reason why. */
export interface DeadLetter {
  readonly seq: number;
  /** In milliseconds since 1970, as all times here: nobody but programs reads them. */
  readonly at: number;
  readonly problem: string;
}

/** A process that delivers. */
export interface Holder {
  readonly id: string;
  readonly process: Receiver;
}

export interface Delivery {
  /** The last entry that the channel is done with. */
  readonly cursor: number;
  /** How often the announcement that is next has failed. */
  readonly attempts: number;
  /** How many parts of it the channel has already: a push of many refs starts many builds. */
  readonly done?: number;
  /** Not to be tried before. */
  readonly nextAt?: number;
  readonly problem?: string;
  /** Oldest first. */
  readonly dead: readonly DeadLetter[];
  /** Dead letters that were put back, oldest first: they go before what is behind the cursor. */
  readonly retry: readonly number[];
  readonly lease?: { readonly holder: Holder; readonly until: number };
}

/** A channel that is done with all up to an entry. */
export function newDelivery(cursor: number): Delivery {
  return { cursor, attempts: 0, dead: [], retry: [] };
}

export interface TakeFacts {
  readonly holder: Holder;
  readonly now: number;
  /** The last entry of the journal. */
  readonly head: number;
  readonly isAlive: (holder: Holder) => boolean;
}

/**
 * Takes the channel for a holder, or renews its lease. Lets go of it where there is nothing to do now, in the
 * very step that sees that there is nothing: an entry that comes later finds the channel free. Undefined where
 * nothing changes: another has it, or there is nothing to do.
 */
export function take(delivery: Delivery, { holder, now, head, isAlive }: TakeFacts): Delivery | undefined {
  const { lease, ...free } = delivery;
  const isOwn = lease?.holder.id === holder.id;
  if (lease !== undefined && !isOwn && lease.until > now && isAlive(lease.holder)) return undefined;
  if (!isDue(delivery, { now, head })) return lease === undefined ? undefined : free;
  return { ...free, lease: { holder, until: now + LEASE_MS } };
}

/** Tells whether there is anything to look at now. */
export function isDue(
  { cursor, retry, nextAt }: Delivery,
  { now, head }: Pick<TakeFacts, 'now' | 'head'>,
): boolean {
  // No wait is that long: the clock was ahead when it was written down.
  const isTime = nextAt === undefined || nextAt <= now || nextAt > now + LONGEST_REST_MS;
  return (retry.length > 0 || cursor < head) && isTime;
}

/** Tells whether a holder has the channel. */
export function holds({ lease }: Delivery, holder: Holder): boolean {
  return lease?.holder.id === holder.id;
}

/** The channel is done with an entry: it was delivered, or there was nothing in it to announce. */
export function passOver(delivery: Delivery, seq: number): Delivery {
  const { nextAt: _nextAt, problem: _problem, done: _done, ...rest } = delivery;
  const retry = delivery.retry.filter((each) => each !== seq);
  return { ...rest, attempts: 0, retry, cursor: Math.max(delivery.cursor, seq) };
}

/** What an attempt that failed has to say. */
export interface Failure {
  readonly problem: string;
  /** How long the other side wants to be left alone. */
  readonly retryAfterMs?: number;
  /** Whether there is no use in another attempt. */
  readonly isFinal?: boolean;
  /** How many parts of the announcement the channel has by now. */
  readonly done?: number;
}

interface FailureFacts extends Failure {
  readonly seq: number;
  readonly now: number;
  /** From 0 to 1: channels that failed together must not all come back together. */
  readonly chance: number;
}

/** An attempt failed: there will be another, later each time, or the announcement is put aside. */
export function fail(delivery: Delivery, { seq, now, chance, ...failure }: FailureFacts): Delivery {
  const { problem, retryAfterMs = 0, isFinal = false, done = 0 } = failure;
  // What gets on is not given up, however many attempts it takes.
  const attempts = done > (delivery.done ?? 0) ? 1 : delivery.attempts + 1;
  const restMs = Math.min(retryAfterMs, LONGEST_REST_MS);
  if (attempts < MOST_ATTEMPTS && !isFinal) {
    const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS) * (0.75 + chance / 2);
    const nextAt = now + Math.max(Math.round(waitMs), restMs);
    return { ...delivery, attempts, problem, nextAt, ...(done === 0 ? {} : { done }) };
  }
  const dead = [...delivery.dead, { seq, at: now, problem }].sort((a, b) => a.seq - b.seq);
  return { ...passOver(delivery, seq), dead, ...(restMs === 0 ? {} : { nextAt: now + restMs }) };
}

/** Puts the dead letters back; undefined where there are none and nothing waits. */
export function retryDead(delivery: Delivery): Delivery | undefined {
  const { nextAt, problem: _problem, done, ...rest } = delivery;
  const dead = delivery.dead.map(({ seq }) => seq);
  if (dead.length === 0 && nextAt === undefined) return undefined;
  const retry = [...new Set([...delivery.retry, ...dead])].sort((a, b) => a - b);
  // Parts are of what is next, and that may be another now.
  const parts = done === undefined || dead.length > 0 ? {} : { done };
  return { ...rest, ...parts, attempts: 0, dead: [], retry };
}
