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
  readonly side: (name: SideName) => SideReader;
  readonly head: () => Head;
  readonly entries: (range: EntryRange) => readonly StoredEntry[];
}

/**
 * What is kept beside the journal, because no entry says it: how far each channel is, and what folded the views; and of
 * a server, what clients were answered, the calendars of git hosts, and who is logged in.
 */
export type SideName = 'delivery' | 'about' | 'answer' | 'schedule' | 'session';

/** Keys sort by bytes. */
export interface SideReader {
  get(key: string): string | undefined;
  list(): readonly { readonly key: string; readonly value: string }[];
}

export interface SideTable extends SideReader {
  put(key: string, value: string): void;
  remove(key: string): void;
  /** Removes the rows with keys below `key`. */
  removeBefore(key: string): void;
}

export interface WriteTransaction extends ReadTransaction {
  /** Folded from the journal: what is put there and follows from no entry may be gone at any time. */
  readonly views: ViewTable;
  readonly side: (name: SideName) => SideTable;
  /** Appends entries, and moves the head to the last of them. */
  append(entries: readonly StoredEntry[]): void;
  /** Empties all views, to fold them anew. */
  clearViews(): void;
}

export interface Engine {
  /**
   * Runs `work` in a transaction that sees all earlier ones and none that are under way. All it wrote
   * is durable when the promise resolves, or nothing of it is kept when `work` throws. Work may be run again.
   * @throws {AndonError} kind `unavailable` when the database cannot be used or is not had in time
   */
  write<T>(work: (transaction: WriteTransaction) => T): Promise<T>;
  /** Reads where the journal ends, and nothing more. @throws {AndonError} as `write` */
  head(): Promise<Head>;
  /** Runs `work` on one consistent state, with all in it that was written before. @throws {AndonError} as `write` */
  read<T>(work: (transaction: ReadTransaction) => T): Promise<T>;
  /** Calls back when another process has written, and whenever that may have gone unheard; of engines that hear of it. */
  readonly watch?: (onNews: () => void) => void;
  close(): void;
}
