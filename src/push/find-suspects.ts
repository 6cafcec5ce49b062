// The pushes that may have broken what a job found broken: those between the last revision on which it passed and
// the first on which it failed, in the order of the line. Later pushes are not to blame for what was broken before.
import type { Arrival } from '../journal/arrivals.ts';
import { AndonError } from '../text/andon-error.ts';
import type { Store } from './store.ts';

export interface Suspects {
  /** Oldest first. */
  readonly suspects: readonly Arrival[];
  /** Whether a revision is known on which the job passed; else older pushes may be suspect too. */
  readonly sinceKnown: boolean;
}

/**
 * Returns the suspects of a stop that a build opened.
 * @throws {AndonError} `stop-unknown`, `stop-without-build`
 */
export async function findSuspects(
  number: number,
  store: Pick<Store, 'readStop' | 'readArrivals'>,
): Promise<Suspects> {
  const stop = await store.readStop(number);
  if (stop === undefined)
    throw new AndonError('stop-unknown', `There is no stop ${number}`, {
      kind: 'usage',
      hints: ['See the open stops: andon status'],
    });
  const { line, failing } = stop;
  if (failing === undefined)
    throw new AndonError('stop-without-build', `Stop ${number} was not opened by a build that was reported`, {
      kind: 'usage',
      hints: ['Reports open stops: andon ci report'],
    });
  const { repository, ref, order, goodOrder } = failing;
  const suspects = await store.readArrivals(line, {
    repository,
    ref,
    // Of one push a commit may be good and the next one not.
    after: Math.min(goodOrder ?? order, order - 1),
    upTo: order,
  });
  return { suspects, sinceKnown: goodOrder !== undefined };
}
