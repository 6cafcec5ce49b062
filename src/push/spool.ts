// Where events wait while the store cannot take them.
import type { SpooledEvent, Store } from './store.ts';

export interface Spool {
  /** Keeps an event on disk. @throws {Error} when it cannot be kept anywhere */
  write(event: SpooledEvent): void;
  /** Hands everything kept to the store and then lets go of it. */
  takeIn(store: Store): Promise<void>;
}
