// The outbox as delivering needs it. The journal is the outbox: an announcement is in it in the very transaction
// that makes it true. What is kept beside it is how far each channel is.
import type { StoredEntry } from '../journal/entry.ts';
import type { AnnounceFacts } from './announce.ts';
import type { Delivery } from './delivery.ts';
import type { Entry } from '../journal/entry.ts';

export interface OutboxState {
  /** The last entry of the journal. */
  readonly head: number;
  readonly deliveries: ReadonlyMap<string, Delivery>;
}

export interface Outbox {
  /** Reads how far all channels are that were ever started. */
  read(): Promise<OutboxState>;
  /** Makes a channel known that is not, done with all entries before a time (ISO 8601). */
  start(channel: string, since: string): Promise<void>;
  /**
   * Changes how far a channel is, in one transaction that no other process interrupts. `change` gets what is and
   * the last entry of the journal, and may be asked again; undefined changes nothing.
   * @returns what was written, undefined for nothing
   */
  change(
    channel: string,
    change: (delivery: Delivery, head: number) => Delivery | undefined,
  ): Promise<Delivery | undefined>;
  /** Reads entries behind `afterSeq`, oldest first. */
  readEntries(afterSeq: number, limit: number): Promise<readonly StoredEntry[]>;
  /** Reads what announcing an entry takes. */
  readFacts(entry: Entry): Promise<Omit<AnnounceFacts, 'hash'>>;
}
