// What a monitor does to a line: severity maps to a stop, a caution or a note. Pure.
import { formatTime } from '../text/utc-time.ts';
import { saidBy } from './alert.ts';
import type { AlertReport, AlertRules } from './alert.ts';
import type { LineEvent } from './event.ts';
import { isOfAlert } from './stop.ts';
import type { Stop } from './stop.ts';

export interface AlertFacts {
  readonly rules: AlertRules;
  readonly openStops: readonly Stop[];
  readonly lastStopNumber: number;
  /** What the monitor said of this last: `firing critical`. */
  readonly lastSaid: string | undefined;
  /** ISO 8601. */
  readonly now: string;
}

/** Decides what a report changes; nothing where it says nothing new. */
export function reportAlert(report: AlertReport, facts: AlertFacts): readonly LineEvent[] {
  // That all is well is no news of what was never said to be ill.
  if (facts.lastSaid === undefined && report.state === 'resolved') return [];
  const own = facts.openStops.filter((stop) => isOfAlert(stop, report));
  // What happens again is no news either while a stop is open for it.
  const isNews = facts.lastSaid !== saidBy(report) || (report.anew === true && own.length === 0);
  if (!isNews) return [];
  const reported = { kind: 'alert.reported', ...report } as const;
  return [
    reported,
    ...(report.state === 'firing' ? onFiring(report, own, facts) : onResolved(report, own, facts)),
  ];
}

function onFiring(
  { line, source, key, severity, summary, url, by }: AlertReport,
  own: readonly Stop[],
  { rules, lastStopNumber, now }: AlertFacts,
): readonly LineEvent[] {
  const effect = rules.effects[severity];
  // What is worse opens another stop; what is better leaves the one there is.
  const isThere = own.some(({ level }) => level === 'stop' || effect === 'caution');
  if (effect === 'note' || isThere) return [];
  return [
    {
      kind: 'stop.opened',
      stop: lastStopNumber + 1,
      line,
      level: effect,
      cause: 'alert',
      summary,
      by,
      ...(url === undefined ? {} : { url }),
      ...(effect === 'caution' ? { stopsAt: formatTime(Date.parse(now) + rules.graceMs) } : {}),
      alert: { source, key },
    },
  ];
}

function onResolved(
  { line, source, key, by }: AlertReport,
  own: readonly Stop[],
  { rules }: AlertFacts,
): readonly LineEvent[] {
  if (!rules.autoResume) return [];
  return own.map(({ number }) => ({
    kind: 'stop.lifted',
    stop: number,
    line,
    by,
    reason: `${source} says that ${key} is over`,
    alert: key,
  }));
}
