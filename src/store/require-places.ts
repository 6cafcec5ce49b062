// Holds what is told of where a revision stands against what the journal knows of that ref.
import { readArrival, readPlace } from '../journal/arrivals.ts';
import type { LocatedReport } from '../push/store.ts';
import { invalid } from '../text/invalid.ts';
import type { ViewReader } from './read-views.ts';

/**
 * Requires that something landed at each place that is told. One that is ahead of all that lands would have its job
 * pass for good: each later failure would be of older code.
 * @throws {AndonError} `value-invalid`
 */
export function requirePlaces({ line, revision, places = [] }: LocatedReport, views: ViewReader): void {
  for (const place of places) {
    // At 0 stands what was there before the first push; and of what has landed itself, the journal's own word counts.
    if (place.order === 0 || readPlace(views, line, revision, place) !== undefined) continue;
    // Another revision landed there, so that this one can only be below it.
    if ((place.behind ?? 0) > 0 && readArrival(views, line, place) !== undefined) continue;
    throw invalid(
      `The revision cannot stand on "${place.ref}" at ${place.order}: the journal has no push that brought it`,
      'Leave places out, and the journal says where it stands',
    );
  }
}
