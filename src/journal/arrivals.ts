// What landed on the refs of a line, in the journal's own order: the line's memory that suspects are told by.
import type { LineName } from '../line/line-name.ts';
import { isSameTrack } from '../line/job.ts';
import type { Place, Track } from '../line/job.ts';
import type { Oid } from '../ref/oid.ts';
import { listView, readView, repositoryPrefix } from './view-table.ts';
import type { ViewTable } from './view-table.ts';

/** One movement of a ref; `order` is the number of the entry that says so. */
export interface Arrival extends Place {
  readonly old: Oid | null;
  readonly new: Oid | null;
  readonly at: string;
  /** Absent where the ref was moved past the hooks. */
  readonly push?: string;
  readonly pusher?: string;
  readonly subject?: string;
  /** Nobody saw that push do it: reconciliation took it for the one. */
  readonly presumed?: boolean;
}

export const trackKey = (line: LineName, { repository, ref }: Track): string =>
  `${line} ${repositoryPrefix(repository)}${ref}`;

const arrivalKey = (line: LineName, place: Place): string =>
  `${trackKey(line, place)} ${String(place.order).padStart(12, '0')}`;

/** Records what landed; what stood at its place before was put down to another push. */
export function putArrival(views: ViewTable, line: LineName, arrival: Arrival): void {
  views.put('arrival', arrivalKey(line, arrival), JSON.stringify(arrival));
  if (arrival.new !== null) putPlace(views, line, arrival.new, arrival);
}

/** Records where the commits stand that came with what landed: those below it, the newest first. */
export function putBelow(views: ViewTable, line: LineName, revisions: readonly Oid[], place: Place): void {
  for (const [index, revision] of revisions.entries())
    putPlace(views, line, revision, { ...place, behind: index + 1 });
}

/** Returns where a revision stands on a ref of a line. */
export function readPlace(
  views: Pick<ViewTable, 'get'>,
  line: LineName,
  revision: Oid,
  track: Track,
): Place | undefined {
  return listPlaces(views, line, revision).find((place) => isSameTrack(place, track));
}

/** Lists where a revision stands on the refs of a line, the one where it landed first before the others. */
export function listPlaces(views: Pick<ViewTable, 'get'>, line: LineName, revision: Oid): readonly Place[] {
  const places = readView<Place[]>(views, 'place', `${line} ${revision}`) ?? [];
  return places.toSorted((a, b) => a.order - b.order);
}

function putPlace(
  views: ViewTable,
  line: LineName,
  revision: Oid,
  { repository, ref, order, behind }: Place,
): void {
  const now = { repository, ref, order, ...(behind === undefined ? {} : { behind }) };
  const others = listPlaces(views, line, revision).filter((place) => !isSameTrack(place, now));
  views.put('place', `${line} ${revision}`, JSON.stringify([...others, now]));
}

/** Returns what landed at a place, under the number of the entry that first said so. */
export function readArrival(
  views: Pick<ViewTable, 'get'>,
  line: LineName,
  place: Place,
): Arrival | undefined {
  return readView<Arrival>(views, 'arrival', arrivalKey(line, place));
}

/** Lists what landed on a ref of a line after one place and up to another, in order. */
export function listArrivals(
  views: Pick<ViewTable, 'list'>,
  line: LineName,
  {
    after = 0,
    upTo = 999_999_999_999,
    ...track
  }: Track & { readonly after?: number; readonly upTo?: number },
): readonly Arrival[] {
  return listView<Arrival>(views, 'arrival', `${trackKey(line, track)} `, {
    from: arrivalKey(line, { ...track, order: after + 1 }),
    to: arrivalKey(line, { ...track, order: upTo }),
  });
}
