// The past of all lines, in memory: read from the journal once, and from then on as far as it has grown.
import { newHistories } from '../board/history.ts';
import type { LineHistory } from '../board/history.ts';
import { openEntry } from '../journal/chain.ts';
import type { LineName } from '../line/line-name.ts';
import type { Store } from '../push/store.ts';
import { inBreaths } from './in-breaths.ts';

/** So far back a server that starts looks: some months of a busy one. */
const MOST_ENTRIES = 100_000;

export interface LineHistories {
  readonly read: (line: LineName) => Promise<LineHistory>;
}

export function newLineHistories(store: () => Pick<Store, 'readHead' | 'readEntries'>): LineHistories {
  const histories = newHistories();
  let seq: number | undefined;
  let reading = Promise.resolve();
  const catchUp = async (): Promise<void> => {
    const from = store();
    seq ??= Math.max(0, (await from.readHead()).seq - MOST_ENTRIES);
    for await (const stored of inBreaths(from.readEntries({ afterSeq: seq }))) {
      seq = stored.seq;
      histories.fold(openEntry(stored));
    }
  };
  return {
    async read(line) {
      // One after the other, or an entry would be folded twice; what failed is tried again.
      const turn = reading.then(catchUp);
      reading = turn.catch(() => undefined);
      await turn;
      return histories.of(line);
    },
  };
}
