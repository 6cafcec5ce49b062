// Where events wait while the store cannot take them.
import type { SpooledEvent, Store } from './store.ts';

export interface Spool {
  /** Keeps an event on disk. @throws {AndonError} `spool-unwritable` when it cannot be kept anywhere */
  write(event: SpooledEvent): void;
  /**
   * Hands everything kept to the store and then lets go of it. What cannot be read stays where it is, and
   * holds up nothing else.
   * @returns what is wrong with it, a sentence each
   */
  takeIn(store: Store): Promise<readonly string[]>;
}
