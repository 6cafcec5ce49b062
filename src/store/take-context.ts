// What reports are taken in with.
import type { Entry, Event } from '../journal/entry.ts';
import type { ViewReader } from './read-views.ts';

/** What a report is taken in with, inside a transaction. */
export interface TakeContext {
  readonly views: ViewReader;
  /** ISO 8601. */
  readonly now: string;
  /** Writes events, and folds them before it returns. */
  readonly record: (events: readonly Event[]) => readonly Entry[];
}
