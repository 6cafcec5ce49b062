// Counts who was turned away: an address that tries and tries has to wait, and the journal is not written full by it.

/** So many in a minute from one address, and then it has to wait for the next. */
const MOST_FROM_ONE = 20;
/** So many in a minute are put on record, whoever they are from. */
const MOST_ON_RECORD = 60;
const MINUTE_MS = 60_000;
const MOST_ADDRESSES = 10_000;

export interface Denials {
  /** Seconds until an address may ask again; 0 where it may now. */
  readonly waitOf: (address: string) => number;
  /** Counts one; tells whether to put it on record. */
  readonly count: (address: string) => boolean;
}

/** Begins to count; `now` gives the time in milliseconds. */
export function newDenials(now: () => number): Denials {
  let minute = 0;
  let recorded = 0;
  const counts = new Map<string, number>();
  const turn = (): void => {
    const current = Math.floor(now() / MINUTE_MS);
    if (current === minute) return;
    minute = current;
    recorded = 0;
    counts.clear();
  };
  return {
    waitOf(address) {
      turn();
      if ((counts.get(address) ?? 0) < MOST_FROM_ONE) return 0;
      return Math.ceil(((minute + 1) * MINUTE_MS - now()) / 1_000);
    },
    count(address) {
      turn();
      const seen = (counts.get(address) ?? 0) + 1;
      if (counts.has(address) || counts.size < MOST_ADDRESSES) counts.set(address, seen);
      return ++recorded <= MOST_ON_RECORD;
    },
  };
}
