// Brings what is on record of refs up to what was seen of them: refs are observed, never assumed.
import { targetOf } from '../journal/entry.ts';
import type { Entry } from '../journal/entry.ts';
import { reconcileRefs } from '../journal/reconcile.ts';
import type { MovedRef } from '../journal/reconcile.ts';
import type { Admission, Observation } from '../push/store.ts';
import type { WriteTransaction } from './engine.ts';
import { readIntents, readTip } from './read-views.ts';
import type { ViewReader } from './read-views.ts';
import { record } from './record.ts';

/** Brings the recorded tips up to what was seen: a ref that moved was moved by a push known here, or drifted. */
export function observe(
  transaction: WriteTransaction,
  repository: string,
  observations: readonly Observation[],
  at: string,
): readonly Entry[] {
  const { views } = transaction;
  const moved = movedRefs(views, repository, observations);
  if (moved.length === 0) return [];
  return record(transaction, reconcileRefs(repository, moved, readIntents(views, repository)), at);
}

/** Returns the refs that are not where they were last recorded; refs without a record have not moved. */
function movedRefs(
  views: ViewReader,
  repository: string,
  observations: readonly Observation[],
): readonly MovedRef[] {
  return observations.flatMap(({ ref, value }) => {
    const tip = readTip(views, repository, ref);
    return tip === undefined || tip.value === value ? [] : [{ ref, value, recorded: tip.value }];
  });
}

/**
 * Settles as landed what a spooled push saw landed before it. Its sight is old by now, so that what no
 * open push explains is no drift: the refs themselves will tell.
 */
export function explain(transaction: WriteTransaction, admission: Admission, at: string): void {
  const { views } = transaction;
  const { repository } = admission;
  const open = readIntents(views, repository);
  const moved = movedRefs(views, repository, observationsOf(admission));
  const explained = moved.filter(({ ref, value, recorded }) =>
    open.some(
      ({ updates, seen }) =>
        seen[ref] === undefined &&
        updates.some((update) => targetOf(update) === ref && update.old === recorded && update.new === value), // prettier-ignore
    ),
  );
  record(transaction, reconcileRefs(repository, explained, open), at);
}

/** What a push saw of the refs that it wants to move. */
export function observationsOf(admission: Admission): readonly Observation[] {
  return admission.updates.map((update) => ({ ref: targetOf(update), value: update.old }));
}
