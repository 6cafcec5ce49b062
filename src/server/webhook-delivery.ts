// One delivery of a webhook that was proven, and what became of it.
import type { Entry } from '../journal/entry.ts';
import type { Told } from '../webhook/told.ts';
import type { Webhook } from '../webhook/webhook.ts';
import type { RequestKey } from './server-tools.ts';

export interface Delivery {
  readonly webhook: Webhook;
  readonly told: readonly Told[];
  /** What makes it the same when it comes again. */
  readonly key: RequestKey;
}

export interface Taken {
  readonly entries: readonly Entry[];
  /** What should have said something, and why it did not. */
  readonly problems: readonly string[];
  /** What says nothing of the line, or nothing new, and why. */
  readonly left: readonly string[];
}
