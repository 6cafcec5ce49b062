// What is recorded of the end of a push: by the process that moved the refs, or in its place once that
// process is gone.
import { targetOf } from './entry.ts';
import type { Event, Settlement } from './entry.ts';
import type { Intent, Tip } from './push-views.ts';

/**
 * Returns the events for what is said of a push that is open as `intent`. Without an intent there is
 * nothing to add: reconciliation was here first, and what it recorded is newer than what was seen.
 */
export function settleIntent(
  settlement: Settlement,
  intent: Intent | undefined,
  tipOf: (ref: string) => Tip | undefined,
): readonly Event[] {
  if (intent === undefined) return [];
  const results = settlement.results.filter(({ ref }) => intent.seen[ref] === undefined);
  if (results.length === 0) return [];
  return [...corrections(settlement, tipOf), { kind: 'push.settled', ...settlement, results }];
}

/**
 * Two open pushes may want the very same. When one is seen to have landed and nobody has said whose it
 * was, the older is presumed; the process that did move the ref knows better.
 */
function corrections(
  { push, repository, via, results }: Settlement,
  tipOf: (ref: string) => Tip | undefined,
): readonly Event[] {
  if (via !== 'post-receive') return [];
  return results.flatMap(({ ref, new: value, landing }): Event[] => {
    const tip = tipOf(ref);
    const presumed = landing === 'landed' && tip?.value === value ? tip.presumed : undefined;
    if (presumed === undefined || presumed === push) return [];
    const result = { ref, new: value, landing: 'not-landed' as const };
    return [{ kind: 'push.settled', push: presumed, repository, via: 'correction', results: [result] }];
  });
}

/** Settles what is left of an intent whose receiver is gone: what has not been seen to land has not landed. */
export function closeIntent(intent: Intent, known: ReadonlySet<string>): Event | undefined {
  const { push, repository } = intent;
  const results = intent.updates
    .map((update) => ({ ref: targetOf(update), old: update.old, new: update.new }))
    .filter(({ ref }) => known.has(ref) && intent.seen[ref] === undefined)
    .map(({ ref, old, new: value }) => {
      // An update that asks for what is there already leaves nothing to see.
      const landing: 'unclear' | 'not-landed' = old === value ? 'unclear' : 'not-landed';
      return { ref, new: value, landing };
    });
  return results.length === 0
    ? undefined
    : { kind: 'push.settled', push, repository, via: 'reconcile', results };
}
