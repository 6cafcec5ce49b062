// Counts the streams of events that are open: each holds memory for as long as whoever watches likes.
import { AndonError } from '../text/andon-error.ts';
import type { Limits } from './limits.ts';

export interface Places {
  /**
   * Takes a place for a caller; returns what gives it back, once, however often it is called.
   * @throws {AndonError} `too-many-requests` where the caller has all that it may have, `server-busy` where all are taken
   */
  readonly take: (caller: string) => () => void;
}

export function newPlaces({ streams, streamsOfOne }: Pick<Limits, 'streams' | 'streamsOfOne'>): Places {
  const counts = new Map<string, number>();
  let total = 0;
  return {
    take(caller) {
      const taken = counts.get(caller) ?? 0;
      if (taken >= streamsOfOne)
        throw new AndonError(
          'too-many-requests',
          `One caller may have ${streamsOfOne} streams open at once`,
          {
            kind: 'usage',
            hints: ['Close those that nobody reads'],
          },
        );
      if (total >= streams)
        throw new AndonError('server-busy', `All ${streams} streams that may be open at once are`, {
          kind: 'unavailable',
          hints: ['Try again later', 'Until then ask: GET /v1/journal?after=N'],
        });
      counts.set(caller, taken + 1);
      total++;
      let isOpen = true;
      return () => {
        if (!isOpen) return;
        isOpen = false;
        total--;
        const left = (counts.get(caller) ?? 0) - 1;
        if (left > 0) counts.set(caller, left);
        else counts.delete(caller);
      };
    },
  };
}
