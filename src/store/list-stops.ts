// Lists stops by their numbers, a stretch of them at a time: there may be very many, and few that are asked for.
import { listView, stopKey } from '../journal/view-table.ts';
import { isOpen as isOpenAt } from '../line/stop.ts';
import type { Stop } from '../line/stop.ts';
import type { StopPage, StopQuery } from '../push/store.ts';
import type { ViewReader } from './read-views.ts';

const STRETCH = 500;
/** So many numbers are looked at for one answer, which says where to go on. */
const MOST_LOOKED_AT = 5_000;

/** Lists what a query asks for, as it is at `now` (ISO 8601). */
export function listStops(views: ViewReader, query: StopQuery, now: string): StopPage {
  const { lines, isOpen, after = 0, before = Infinity, newestFirst = false, limit = 100 } = query;
  const fits = (stop: Stop): boolean =>
    lines?.includes(stop.line) !== false && (isOpen === undefined || isOpenAt(stop, now) === isOpen);
  const lastNumber = Number(views.get('counter', 'stop') ?? 0);
  // Few are open, and they have a view of their own.
  const [view, stretch] =
    isOpen === true ? (['open-stop', lastNumber] as const) : (['stop', STRETCH] as const);
  let [low, high] = [after + 1, Math.min(before - 1, lastNumber)];
  const stops: Stop[] = [];
  for (let looked = 0; low <= high && looked < MOST_LOOKED_AT; looked += stretch) {
    const from = newestFirst ? Math.max(low, high - stretch + 1) : low;
    const to = Math.min(high, from + stretch - 1);
    const found = listView<Stop>(views, view, '', { from: stopKey(from), to: stopKey(to) }).filter(fits);
    stops.push(...(newestFirst ? found.toReversed() : found));
    if (newestFirst) high = from - 1;
    else low = to + 1;
    const last = stops[limit - 1];
    if (last !== undefined) return { stops: stops.slice(0, limit), next: last.number };
  }
  return low <= high ? { stops, next: newestFirst ? high + 1 : low - 1 } : { stops };
}
