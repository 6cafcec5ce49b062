// What admitting a push works with and what comes out of it, with the store and without.
import type { Intent } from '../journal/push-views.ts';
import type { Verdict } from './judge.ts';
import type { LoadPatterns } from '../rule/pattern.ts';
import type { Policy } from './policy.ts';
import type { Repository } from './repository.ts';
import type { Spool } from './spool.ts';
import type { LineView, Store } from './store.ts';
import type { LoadTracker } from './tracker.ts';

/** What admitting a push works with. */
export interface AdmitTools {
  readonly policy: Policy;
  readonly repository: Repository;
  /** Opens the store; throws where it cannot be used. */
  readonly openStore: () => Store;
  readonly spool: Spool;
  readonly isAlive: (intent: Pick<Intent, 'receiver' | 'at'>) => boolean;
  /** The lines as they were last seen, for `onUnavailable: last-known`. */
  readonly readLastKnown: () => LineView | undefined;
  /** Keeps them; where that is not possible, those kept before stay. */
  readonly writeLastKnown: (lines: LineView) => void;
  /** Loads the engine of admins' patterns. */
  readonly loadPatterns: LoadPatterns;
  /** Loads what asks trackers of tickets. */
  readonly loadTracker: LoadTracker;
  readonly now: () => number;
  /** Makes an id that no other push has. */
  readonly newId: () => string;
}

export interface PushAnswer {
  readonly verdict: Verdict;
  readonly push: string;
  /** Things to be said beside the verdict. */
  readonly warnings: readonly string[];
}
