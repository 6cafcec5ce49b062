// What the use cases ask of a tracker of tickets.
import type { TicketAnswers, TicketQuestion } from '../guard/ticket.ts';

export interface Tracker {
  /**
   * Looks tickets up, and answers for each of the keys, whatever they are made of. A tracker that cannot be
   * asked is an answer and is never thrown. All calls together take no longer than the question allows: what
   * is not known by then is unavailable.
   */
  lookUp(keys: readonly string[]): Promise<TicketAnswers>;
}

/** Makes a tracker; asks nothing yet. */
export type OpenTracker = (question: TicketQuestion) => Tracker;

/** Loads what asks trackers: most pushes need none. */
export type LoadTracker = () => Promise<OpenTracker>;
