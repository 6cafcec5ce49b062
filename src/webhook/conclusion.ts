// The words that GitHub has for how a run ended, which Gitea has taken over.
import type { ToldStatus } from './told.ts';

const STATUSES: ReadonlyMap<unknown, ToldStatus> = new Map<unknown, ToldStatus>([
  ['success', 'passed'],
  ['failure', 'failed'],
  // It may be the code that does not end, or the machine that does not begin: nobody has seen the code work.
  ['timed_out', 'error'],
  ['startup_failure', 'error'],
  ['cancelled', 'cancelled'],
  // Nothing was tried, or it was left open what came of it. GitHub lets these pass where a check is required; they
  // must not resume a line, though, and not stop it either.
  ['skipped', 'cancelled'],
  ['neutral', 'cancelled'],
  ['stale', 'cancelled'],
  ['action_required', 'cancelled'],
]);

/** Returns what a conclusion means; undefined for one that is not known. */
export function readConclusion(conclusion: unknown): ToldStatus | undefined {
  return STATUSES.get(conclusion);
}
