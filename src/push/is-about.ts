// Which entries are about some lines and about nothing else, for those who may know of no others. What is not known to
// be about them is not: the journal names refs that are on no line, and who has tokens.
import type { Entry, RefText } from '../journal/entry.ts';
import type { LineName } from '../line/line-name.ts';
import type { Store } from './store.ts';

/** Tells whether all that an entry says is about some lines. */
export async function isAbout(
  entry: Entry,
  lines: readonly LineName[],
  store: Pick<Store, 'readArrivals'>,
): Promise<boolean> {
  switch (entry.kind) {
    case 'line.registered':
    case 'stop.opened':
    case 'stop.escalated':
    case 'stop.claimed':
    case 'stop.amended':
    case 'stop.lifted':
    case 'stop.fix-failed':
    case 'alert.reported':
    case 'build.reported':
      return lines.includes(entry.line);
    case 'push.admitted':
    case 'push.refused':
      // What is found out about one ref of a push is told with all of it: a stop of another line, say.
      return hasAll(entry.updates, ({ lines: named = [] }) => hasAll(named, (line) => lines.includes(line)));
    case 'push.settled':
      return haveArrived(entry, entry.results);
    case 'ref.drifted':
      return haveArrived(entry, [entry]);
    case 'ref.adopted':
    case 'token.created':
    case 'token.revoked':
    case 'access.denied':
      return false;
  }
  // A newer andon may have written what this one does not know.
  return false;

  /** These entries name no line; but what moved on one has arrived there by this very entry. */
  async function haveArrived(
    { repository, seq }: { readonly repository: string; readonly seq: number },
    moved: readonly { readonly ref: RefText }[],
  ): Promise<boolean> {
    for (const { ref } of moved)
      if (!(await isOneOf({ repository, ref, after: seq - 1, upTo: seq }))) return false;
    return moved.length > 0;
  }

  async function isOneOf(arrival: Parameters<Store['readArrivals']>[1]): Promise<boolean> {
    for (const line of lines) if ((await store.readArrivals(line, arrival)).length > 0) return true;
    return false;
  }
}

/** As `every`, but that nothing does not have it all. */
function hasAll<T>(all: readonly T[], test: (each: T) => boolean): boolean {
  return all.length > 0 && all.every(test);
}
