// What can happen to a line and to its stops, as the journal records it.
import type { Oid } from '../ref/oid.ts';
import type { LineName } from './line-name.ts';
import type { Cause, StopLevel } from './stop.ts';

export type LineEvent =
  | {
      readonly kind: 'line.registered';
      readonly line: LineName;
      readonly repository: string;
      readonly by: string;
    }
  | {
      readonly kind: 'stop.opened';
      readonly stop: number;
      readonly line: LineName;
      readonly level: StopLevel;
      readonly cause: Cause;
      readonly summary: string;
      readonly by: string;
      readonly url?: string;
      readonly build?: string;
      readonly commit?: Oid;
      readonly lastGood?: Oid;
      /** When a caution turns into a stop, if nobody lifts it. */
      readonly stopsAt?: string;
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
    }
  | {
      readonly kind: 'stop.lifted';
      readonly stop: number;
      readonly line: LineName;
      readonly by: string;
      readonly reason: string;
    };
