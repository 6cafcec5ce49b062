// What the value of a `Fixes-Build` trailer may name (design decision 10): a magic word that anyone
// may type is no gate, so the value has to name an open stop.
import type { Stop } from './stop.ts';

const SHORTEST_COMMIT_PREFIX = 7;

/** Tells whether a trailer's value names this stop: its number, its build id or link, or the failing commit. */
export function namesStop(value: string, stop: Stop): boolean {
  const named = value.trim();
  if (named === '') return false;
  if (/^#?[1-9]\d{0,11}$/.test(named) && Number(named.replace('#', '')) === stop.number) return true;
  if (named === stop.build || named === stop.url) return true;
  const prefix = named.toLowerCase();
  return (
    prefix.length >= SHORTEST_COMMIT_PREFIX &&
    /^[0-9a-f]+$/.test(prefix) &&
    stop.commit?.startsWith(prefix) === true
  );
}
