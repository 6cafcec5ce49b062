// What the routes work with; the composition root ties it to an engine, the configuration and the clock.
import type { AccessStore } from '../access/access-store.ts';
import type { Outbox } from '../notify/outbox.ts';
import type { Policy } from '../push/policy.ts';
import type { Store } from '../push/store.ts';
import type { Schedule } from '../line/due-events.ts';
import type { Webhook } from '../webhook/webhook.ts';
import type { Live } from './live.ts';
import type { SessionRows } from './sessions.ts';

/** What a client says so that its request can be made again. */
export interface RequestKey {
  readonly key: string;
  readonly fingerprint: string;
}

/** The calendars of git hosts. */
export interface Calendars {
  /** Whether a schedule is known, by its digest. */
  readonly knows: (digest: string) => Promise<boolean>;
  readonly put: (schedule: Schedule) => Promise<void>;
}

export interface ServerTools {
  /** The store for one request: with a key, what it writes it writes once. */
  readonly store: (key?: RequestKey) => Store;
  readonly access: AccessStore;
  readonly sessions: SessionRows;
  readonly live: Live;
  readonly outbox: Pick<Outbox, 'read'>;
  readonly calendars: Calendars;
  /** What the server's own configuration says of lines and webhooks; empty where it has none. */
  readonly policy: Pick<Policy, 'lines' | 'webhooks'>;
  /** The secrets of a webhook, any of which proves it. @throws {AndonError} `source-unreadable` */
  readonly secretsOf: (webhook: Webhook) => readonly string[];
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Whether whoever comes may look, without a token. */
  readonly anonymousRead: boolean;
}
