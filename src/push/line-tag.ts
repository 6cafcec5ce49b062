// What says whether lines, and stops, are the same as they were when somebody looked.
import { encodeCanonical } from '../journal/canonical.ts';
import type { CanonicalValue } from '../journal/canonical.ts';
import { sha256 } from '../journal/sha256.ts';
import type { Stop } from '../line/stop.ts';
import type { LineView } from './store.ts';

/** Returns a text that changes when a stop does. */
export function tagOfStop(stop: Stop): string {
  return sha256(encodeCanonical(stop as unknown as CanonicalValue)).slice(0, 32);
}

/** Returns a text that changes when a line, or one of its stops, is another; the time alone changes nothing. */
export function tagOf({ statuses }: Pick<LineView, 'statuses'>): string {
  const lines = Object.fromEntries(statuses) as unknown as CanonicalValue;
  return sha256(encodeCanonical(lines)).slice(0, 32);
}
