// Looks up the tickets that the commits of a push name: each once, whichever refs and commits name it, and no
// more of them than a push may cost.
import type { PushedCommit, TicketNeeds } from '../guard/commit-rule.ts';
import { MOST_TICKETS } from '../guard/ticket.ts';
import type { TicketAnswer, TicketAnswers } from '../guard/ticket.ts';
import type { LoadTracker, Tracker } from './tracker.ts';

/** Returns what is known of the tickets that commits name; one too many is absent. */
export type LookUpTickets = (needs: TicketNeeds, commits: readonly PushedCommit[]) => Promise<TicketAnswers>;

interface Lookups {
  tracker?: Tracker;
  readonly answers: Map<string, TicketAnswer>;
}

/** Prepares to look tickets up for one push, and keeps the answers until it is over. */
export function ticketLookup(loadTracker: LoadTracker): LookUpTickets {
  // Refs may have trackers of their own.
  const known = new Map<string, Lookups>();
  return async ({ question, keysOf }, commits) => {
    const id = JSON.stringify(question);
    const lookups: Lookups = known.get(id) ?? { answers: new Map() };
    known.set(id, lookups);
    const { answers } = lookups;
    const wanted = firstKeys(
      commits.values().flatMap((commit) => keysOf(commit).filter((key) => !answers.has(key))),
      MOST_TICKETS - answers.size,
    );
    if (wanted.length === 0) return answers;
    lookups.tracker ??= (await loadTracker())(question);
    for (const [key, answer] of await lookups.tracker.lookUp(wanted)) answers.set(key, answer);
    return answers;
  };
}

/** Reads no further than needed: there may be a hundred thousand messages. */
function firstKeys(keys: Iterable<string>, most: number): readonly string[] {
  const found = new Set<string>();
  if (most <= 0) return [];
  for (const key of keys) {
    found.add(key);
    if (found.size === most) break;
  }
  return [...found];
}
