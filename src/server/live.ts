// The journal as it grows, for those who watch: read once for all who are at its end, and by each alone until then.
import { setImmediate } from 'node:timers/promises';
import type { StoredEntry } from '../journal/entry.ts';
import type { Store } from '../push/store.ts';

/** Takes entries in order; the next come once it is done with these. */
export type Watcher = (entries: readonly StoredEntry[]) => void | Promise<void>;

export interface Live {
  /** Sends what comes after an entry, from there on; returns how to end it. `onClose` hears that there is no more. */
  readonly watch: (afterSeq: number, watcher: Watcher, onClose?: () => void) => () => void;
  /** Says that the journal has grown; who does not say so is heard of a moment later. */
  readonly nudge: () => void;
  readonly close: () => void;
}

const POLL_MS = 100;
const BATCH = 500;

/** Watches the journal of a store. `onError` hears of what went wrong; it is tried again. */
export function watchJournal(
  store: Pick<Store, 'readHead' | 'readEntries'>,
  onError: (error: unknown) => void,
): Live {
  const watchers = new Map<Watcher, number>();
  const closers = new Map<Watcher, () => void>();
  const busy = new Set<Watcher>();
  let [isReading, isAsked, isClosed] = [false, false, false];

  async function deliver(): Promise<void> {
    if (watchers.size === 0) return;
    const { seq: head } = await store.readHead();
    for (;;) {
      const behind = [...watchers].filter(([watcher, seq]) => seq < head && !busy.has(watcher));
      const from = Math.min(...behind.map(([, seq]) => seq));
      if (behind.length === 0 || isClosed) return;
      const entries: StoredEntry[] = [];
      for await (const entry of store.readEntries({ afterSeq: from, limit: BATCH })) entries.push(entry);
      const last = entries.at(-1)?.seq;
      if (last === undefined) return;
      // Whoever has much to catch up with does not keep the server from all else.
      if (entries.length === BATCH) await setImmediate();
      // Those further on have had some of it, and whoever was let go in between is no watcher any more.
      for (const [watcher, seq] of behind) {
        if (!watchers.has(watcher) || seq >= last) continue;
        watchers.set(watcher, last);
        hand(watcher, seq === from ? entries : entries.filter((entry) => entry.seq > seq));
      }
    }
  }

  function hand(watcher: Watcher, entries: readonly StoredEntry[]): void {
    const work = watcher(entries);
    if (work === undefined) return;
    busy.add(watcher);
    void work.catch(onError).finally(() => {
      busy.delete(watcher);
      nudge();
    });
  }

  const nudge = (): void => {
    isAsked = true;
    if (isReading || isClosed) return;
    isReading = true;
    void (async () => {
      while (isAsked) {
        isAsked = false;
        try {
          await deliver();
        } catch (error) {
          onError(error);
        }
      }
      isReading = false;
    })();
  };
  const timer = setInterval(nudge, POLL_MS);
  timer.unref();
  return {
    watch(afterSeq, watcher, onClose) {
      watchers.set(watcher, afterSeq);
      if (onClose !== undefined) closers.set(watcher, onClose);
      nudge();
      return () => {
        watchers.delete(watcher);
        closers.delete(watcher);
      };
    },
    nudge,
    close() {
      isClosed = true;
      clearInterval(timer);
      watchers.clear();
      for (const onClose of closers.values()) onClose();
    },
  };
}
