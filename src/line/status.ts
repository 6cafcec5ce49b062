// The status of a line: always derived from its open stops, never kept as a flag of its own.
import type { LineName } from './line-name.ts';
import { blocks, isOpen } from './stop.ts';
import type { Stop } from './stop.ts';

export type StatusKind = 'running' | 'cautioned' | 'stopped';

export interface LineStatus {
  readonly line: LineName;
  readonly status: StatusKind;
  /** Since when it has been stopped or cautioned. */
  readonly since?: string;
  /** Open stops, oldest first. */
  readonly stops: readonly Stop[];
}

/** Derives a line's status at `now` from all open stops of the store. */
export function deriveStatus(line: LineName, openStops: readonly Stop[], now: string): LineStatus {
  const stops = openStops
    .filter((stop) => stop.line === line && isOpen(stop, now))
    .sort((a, b) => a.number - b.number);
  const blocking = stops.filter((stop) => blocks(stop, now));
  if (blocking.length > 0)
    return { line, status: 'stopped', since: earliest(blocking.map(blockedSince)), stops };
  if (stops.length > 0)
    return { line, status: 'cautioned', since: earliest(stops.map((stop) => stop.since)), stops };
  return { line, status: 'running', stops };
}

function blockedSince(stop: Stop): string {
  return stop.level === 'caution' && stop.stopsAt !== undefined ? stop.stopsAt : stop.since;
}

function earliest(times: readonly string[]): string {
  return times.reduce((first, time) => (time < first ? time : first));
}
