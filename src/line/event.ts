// What can happen to a line and to its stops, as the journal records it.
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
    };
