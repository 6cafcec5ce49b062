// Explains refs that are not where the journal last saw them: by a push that was let in and has not
// been heard of since, or else by something that went past the hooks.
import type { Oid } from '../ref/oid.ts';
import { targetOf } from './entry.ts';
import type { Event, Landing } from './entry.ts';
import type { Intent } from './push-views.ts';

/** A ref that is found at `value` and was recorded at `recorded`. */
export interface MovedRef {
  readonly ref: string;
  readonly value: Oid | null;
  readonly recorded: Oid | null;
}

/**
 * Returns the events that account for moved refs. The oldest open push that wanted to take the ref
 * from where it was recorded to where it is did it; failing that, the oldest that wanted it where it
 * is (another one may have come in between); failing that, the ref drifted.
 */
export function reconcileRefs(
  repository: string,
  moved: readonly MovedRef[],
  intents: readonly Intent[],
): readonly Event[] {
  const taken = new Map<string, { ref: string; new: Oid | null; landing: Landing }[]>();
  const drifted: Event[] = [];
  for (const { ref, value, recorded } of moved) {
    const wanted = intents.filter((intent) => intent.seen[ref] === undefined && wants(intent, ref, value));
    const mover = wanted.find((intent) => updateOf(intent, ref)?.old === recorded) ?? wanted[0];
    if (mover === undefined) {
      drifted.push({ kind: 'ref.drifted', repository, ref, recorded, found: value });
      continue;
    }
    const results = taken.get(mover.push) ?? [];
    results.push({ ref, new: value, landing: 'landed' });
    taken.set(mover.push, results);
  }
  const settled = [...taken].map(([push, results]): Event => ({
    kind: 'push.settled',
    push,
    repository,
    via: 'reconcile',
    results,
  }));
  return [...settled, ...drifted];
}

function updateOf(intent: Intent, ref: string): { old: Oid | null; new: Oid | null } | undefined {
  return intent.updates.find((update) => targetOf(update) === ref);
}

function wants(intent: Intent, ref: string, value: Oid | null): boolean {
  const update = updateOf(intent, ref);
  return update !== undefined && update.new === value && update.old !== value;
}
