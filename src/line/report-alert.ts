// What a monitor does to a line: severity maps to a stop, a caution or a note. Pure.
import { formatTime } from '../text/utc-time.ts';
import { saidBy } from './alert.ts';
import type { AlertReport, AlertRules } from './alert.ts';
import type { LineEvent } from './event.ts';
import type { Stop, StopLevel } from './stop.ts';

export interface AlertFacts {
  readonly rules: AlertRules;
  /** The open stops of the alert. */
  readonly own: readonly Stop[];
  /** How many stops alerts have open on the line, and whether there was no room for others. */
  readonly open: Readonly<Record<StopLevel, number>> & { readonly isFull?: true };
  readonly lastStopNumber: number;
  /** What the monitor said of this last: `firing critical`. */
  readonly lastSaid: string | undefined;
  /** The line had no room for a stop of this alert. */
  readonly isLeft: boolean;
  /** ISO 8601. */
  readonly now: string;
}

/** What follows from a report, and why that is not what the rules say. */
interface Effects {
  readonly events: readonly LineEvent[];
  readonly why?: string;
}

/** Nobody reads more, and each is read with every push: so many stops, and as many cautions. */
export const MOST_ALERT_STOPS = 100;

/** Decides what a report changes; nothing where it says nothing new. */
export function reportAlert(report: AlertReport, facts: AlertFacts): readonly LineEvent[] {
  const { lastSaid, own, isLeft } = facts;
  // That all is well is no news of what was never said to be ill.
  if (lastSaid === undefined && report.state === 'resolved') return [];
  const { events, why } = report.state === 'firing' ? onFiring(report, facts) : onResolved(report, facts);
  // What happens again is no news either while a stop is open for it.
  const isAgain = report.anew === true && own.length === 0;
  // What had no room is news as soon as there is some.
  const isNews = lastSaid !== saidBy(report) || isAgain || (isLeft && events.length > 0);
  if (!isNews) return [];
  return [{ kind: 'alert.reported', ...report, ...(why === undefined ? {} : { why }) }, ...events];
}

function onFiring(
  { line, source, key, severity, summary, url, by }: AlertReport,
  { rules, own, open, lastStopNumber, now }: AlertFacts,
): Effects {
  const effect = rules.effects[severity];
  // What is worse opens another stop; what is better leaves the one there is.
  const isThere = own.some(({ level }) => level === 'stop' || effect === 'caution');
  if (effect === 'note' || isThere) return { events: [] };
  if (open[effect] >= MOST_ALERT_STOPS)
    return { events: [], why: `alerts have ${open[effect]} ${effect}s open on the line, and open no more` };
  const stop: LineEvent = {
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
  };
  return { events: [stop] };
}

function onResolved({ line, source, key, by }: AlertReport, { rules, own, open }: AlertFacts): Effects {
  if (!rules.autoResume || own.length === 0) return { events: [] };
  // The line would run although something is wrong that no stop speaks of.
  if (open.isFull === true)
    return { events: [], why: 'there were alerts without room for a stop, and a person has to resume' };
  const events = own.map(({ number }): LineEvent => ({
    kind: 'stop.lifted',
    stop: number,
    line,
    by,
    reason: `${source} says that ${key} is over`,
    alert: key,
  }));
  return { events };
}
