// The engine that keeps everything in memory, for tests.
import { EMPTY_HEAD } from '../../journal/chain.ts';
import type { StoredEntry } from '../../journal/entry.ts';
import { newDraft } from '../draft.ts';
import type { Engine, WriteTransaction } from '../engine.ts';
import { memorySides } from './sides.ts';
import { memoryViews } from './views.ts';

/** Returns an empty engine in memory. */
export function memoryEngine(): Engine {
  const stored: StoredEntry[] = [];
  const views = memoryViews();
  const all: WriteTransaction = {
    views,
    side: memorySides(),
    head() {
      const last = stored.at(-1);
      return last === undefined ? EMPTY_HEAD : { seq: last.seq, hash: last.hash };
    },
    entries({ afterSeq, beforeSeq = Infinity, newestFirst, limit }) {
      const found = stored.filter(({ seq }) => seq > afterSeq && seq < beforeSeq);
      return (newestFirst ? found.toReversed() : found).slice(0, limit);
    },
    append(entries) {
      for (const entry of entries) stored.push(entry);
    },
    clearViews: views.clear,
  };
  return {
    async write(work) {
      const draft = newDraft(all);
      const result = work(draft);
      draft.writeTo(all);
      return result;
    },
    head: async () => all.head(),
    read: async (work) => work(all),
    close() {
      // Nothing to release.
    },
  };
}
