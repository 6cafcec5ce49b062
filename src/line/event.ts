// What can happen to a line and to its stops, as the journal records it.
import type { AlertReport } from './alert.ts';
import type { BuildReport } from './build.ts';
import type { BuildVerdict, Place } from './job.ts';
import type { LineName } from './line-name.ts';
import type { StopReason } from './stop.ts';

export type LineEvent =
  | {
      readonly kind: 'line.registered';
      readonly line: LineName;
      readonly repository: string;
      readonly by: string;
    }
  | (StopReason & {
      readonly kind: 'stop.opened';
      readonly stop: number;
      /** Since when it holds, where that is not the time it was recorded at. */
      readonly effectiveAt?: string;
    })
  | {
      /** A caution turned into a stop. */
      readonly kind: 'stop.escalated';
      readonly stop: number;
      readonly line: LineName;
      readonly by: string;
      /** When its time was up. */
      readonly effectiveAt: string;
    }
  | {
      readonly kind: 'stop.claimed';
      readonly stop: number;
      readonly line: LineName;
      readonly by: string;
      readonly eta?: string;
    }
  | {
      readonly kind: 'stop.amended';
      readonly stop: number;
      readonly line: LineName;
      readonly by: string;
      readonly summary: string;
      readonly until?: string;
    }
  | {
      readonly kind: 'stop.lifted';
      readonly stop: number;
      readonly line: LineName;
      readonly by: string;
      readonly reason: string;
      /** When it ended, where the schedule lifted it. */
      readonly effectiveAt?: string;
      /** The build or the alert that lifted it; absent where a person did. */
      readonly build?: string;
      readonly alert?: string;
    }
  | (AlertReport & {
      readonly kind: 'alert.reported';
      /** Why nothing was opened or lifted for it, although the rules say so. */
      readonly why?: string;
    })
  | (BuildReport & {
      readonly kind: 'build.reported';
      readonly place?: Place;
      readonly verdict: BuildVerdict;
      /** Why it counts for nothing. */
      readonly why?: string;
      /** What it would have done, were builds not on trial. */
      readonly would?: 'stop' | 'lift';
    })
  | {
      readonly kind: 'stop.fix-failed';
      readonly stop: number;
      readonly line: LineName;
      readonly by: string;
      readonly build: string;
    };
