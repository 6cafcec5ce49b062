// What people are told: one announcement, before it is put into the words of a medium.
import type { Landed } from '../journal/landed.ts';
import type { Cause } from '../line/stop.ts';

/** Everything that is announced, under the names that a channel's filter uses. */
export const ANNOUNCED_EVENTS = [
  'stop.opened',
  'caution.opened',
  'stop.escalated',
  'stop.claimed',
  'stop.amended',
  'stop.fix-failed',
  'stop.lifted',
  'push.landed',
  'push.override',
  'push.exempt',
  'push.unavailable',
  'ref.drifted',
] as const;

export type AnnouncedEvent = (typeof ANNOUNCED_EVENTS)[number];

/** How loud it is: the line stops, somebody should look, for your information, it is over. */
export type Loudness = 'alarm' | 'warning' | 'news' | 'relief';

/** Nothing in it is escaped: texts come from pushes and stops, and each medium has dangers of its own. */
export interface Announcement {
  /** The same for every attempt and every channel, and for no other entry of any store. */
  readonly id: string;
  readonly seq: number;
  /** ISO 8601: when it happened. */
  readonly at: string;
  readonly event: AnnouncedEvent | 'test';
  readonly severity: Loudness;
  readonly title: string;
  readonly text: readonly string[];
  /** Empty where it is not known which lines it is about. */
  readonly lines: readonly string[];
  readonly who?: string;
  readonly cause?: Cause;
  readonly stops?: readonly number[];
  readonly repository?: string;
  readonly url?: string;
  /** Whose pushes the line refused before it ran again. */
  readonly freed?: readonly string[];
  /** What landed on lines. */
  readonly landed?: readonly Landed[];
}
