// What a database has to do for the store: keep entries in order and views by key, in transactions.
// Everything that andon means by them is above it, in journal-store.ts, and written once.
import type { Head } from '../journal/chain.ts';
import type { StoredEntry } from '../journal/entry.ts';
import type { ViewTable } from '../journal/view-table.ts';

export interface EntryRange {
  readonly afterSeq: number;
  readonly beforeSeq?: number;
  readonly newestFirst: boolean;
  readonly limit: number;
}

export interface ReadTransaction {
  readonly views: Pick<ViewTable, 'get' | 'list'>;
  head(): Head;
  entries(range: EntryRange): readonly StoredEntry[];
}

/** How far each channel is with the journal: no view, because no entry says it. */
export interface DeliveryTable {
  get(channel: string): string | undefined;
  put(channel: string, value: string): void;
  list(): readonly { readonly channel: string; readonly value: string }[];
}

/** What the server keeps beside the journal: what clients were answered, and the calendars of git hosts. */
export type SideName = 'answer' | 'schedule';

export interface SideTable {
  get(key: string): string | undefined;
  put(key: string, value: string): void;
  /** Removes the rows with keys below `key`. */
  removeBefore(key: string): void;
  list(): readonly { readonly key: string; readonly value: string }[];
}

export interface WriteTransaction extends ReadTransaction {
  readonly views: ViewTable;
  readonly deliveries: DeliveryTable;
  side(name: SideName): SideTable;
  /** Appends entries, and moves the head to the last of them. */
  append(entries: readonly StoredEntry[]): void;
  /** Empties all views, to fold them anew. */
  clearViews(): void;
}

export interface Engine {
  /**
   * Runs `work` in a transaction that sees all earlier ones and none that are under way. All it wrote
   * is durable when `write` returns, or nothing of it is kept when `work` throws.
   * @throws {AndonError} kind `unavailable` when the database cannot be used or is not had in time
   */
  write<T>(work: (transaction: WriteTransaction) => T): T;
  /** Reads where the journal ends, and nothing more. @throws {AndonError} as `write` */
  head(): Head;
  /** Runs `work` on one consistent state. @throws {AndonError} as `write` */
  read<T>(work: (transaction: ReadTransaction) => T): T;
  close(): void;
}
