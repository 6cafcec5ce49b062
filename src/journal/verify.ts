// Finds the first entry of a journal that is not what was written. Pure: entries come in, in order.
import { EMPTY_HEAD, chainHash } from './chain.ts';
import type { Digest, Head } from './chain.ts';
import type { StoredEntry } from './entry.ts';

export type ChainVerdict =
  | { readonly kind: 'intact'; readonly head: Head }
  | {
      readonly kind: 'broken';
      /** The number of the first entry that is wrong. */
      readonly seq: number;
      readonly problem: string;
      readonly expected: string;
      readonly found: string;
    };

/** A check that takes entries one batch after the other and remembers where the chain stands. */
export interface ChainCheck {
  /** Takes the next entry; returns the break it finds, if it is one. */
  readonly take: (stored: StoredEntry) => ChainVerdict | undefined;
  /** Ends the check: `recorded` is the head the store remembers apart from the entries. */
  readonly finish: (recorded: Head) => ChainVerdict;
}

/** Starts a check at the first entry; `digest` may be the platform's, which is faster. */
export function startChainCheck(digest: Digest): ChainCheck {
  let head = EMPTY_HEAD;
  return {
    take(stored) {
      const seq = head.seq + 1;
      if (stored.seq !== seq)
        return broken(seq, 'an entry is missing', `entry ${seq}`, `entry ${stored.seq}`);
      // The number inside the text is what the hash covers; the column beside it is not.
      if (!stored.body.includes(`"seq":${seq},`) && !stored.body.includes(`"seq":${seq}}`)) {
        return broken(seq, 'the text belongs to another place', `"seq":${seq}`, stored.body.slice(0, 80));
      }
      const expected = chainHash(head.hash, stored.body, digest);
      if (stored.hash !== expected)
        return broken(seq, 'the hash does not fit the entry', expected, stored.hash);
      head = { seq, hash: stored.hash };
      return undefined;
    },
    finish(recorded) {
      if (recorded.seq === head.seq && recorded.hash === head.hash) return { kind: 'intact', head };
      if (recorded.seq > head.seq) {
        return broken(head.seq + 1, 'entries are cut off at the end', `entry ${recorded.seq}`, 'no entry');
      }
      return broken(
        recorded.seq,
        'the recorded head is another one',
        `${head.seq} ${head.hash}`,
        `${recorded.seq} ${recorded.hash}`,
      );
    },
  };
}

function broken(seq: number, problem: string, expected: string, found: string): ChainVerdict {
  return { kind: 'broken', seq, problem, expected, found };
}
