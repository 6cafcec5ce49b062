// What an entry brought to lines: the arrivals that it recorded, each ref once.
import type { LineName } from '../line/line-name.ts';
import { readArrival } from './arrivals.ts';
import type { Arrival } from './arrivals.ts';
import type { Entry, RefText } from './entry.ts';
import type { ViewTable } from './view-table.ts';

/** A ref that landed, with all lines that it is on. */
export interface Landed extends Arrival {
  readonly lines: readonly LineName[];
}

/** Reads what arrived on lines by an entry; nothing where it only says better what had arrived before. */
export function readLanded(views: Pick<ViewTable, 'get' | 'list'>, entry: Entry): readonly Landed[] {
  const refs = refsOf(entry);
  if (refs.length === 0 || !('repository' in entry)) return [];
  const lines = views.list('line').map(({ key }) => key as LineName);
  return refs.flatMap((ref): Landed[] => {
    const place = { repository: entry.repository, ref, order: entry.seq };
    const found = lines.flatMap((line) => {
      const arrival = readArrival(views, line, place);
      return arrival === undefined ? [] : [{ line, arrival }];
    });
    const [first] = found;
    return first === undefined ? [] : [{ ...first.arrival, lines: found.map(({ line }) => line) }];
  });
}

function refsOf(entry: Entry): readonly RefText[] {
  if (entry.kind === 'ref.drifted') return [entry.ref];
  if (entry.kind !== 'push.settled') return [];
  return entry.results.flatMap(({ ref, landing }) => (landing === 'landed' ? [ref] : []));
}
