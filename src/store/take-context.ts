// What commands and reports are taken in with.
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

/** Runs work in a transaction of its own, after what the calendar has to do. */
export type Take = (work: (context: TakeContext) => readonly Entry[]) => Promise<readonly Entry[]>;
