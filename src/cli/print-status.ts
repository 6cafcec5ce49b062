// Shows lines and stops to people.
import type { FreezeAhead } from '../line/freezes-ahead.ts';
import type { LineStatus, StatusKind } from '../line/status.ts';
import { blocks, isClaimedInTime } from '../line/stop.ts';
import type { Stop } from '../line/stop.ts';
import type { AwaitedJob } from '../push/find-awaited.ts';
import { shortOid } from '../ref/oid.ts';
import { clockTime } from '../text/clock-time.ts';
import { formatElapsed } from '../text/duration.ts';
import { escapeText } from '../text/escape.ts';

const WORDS: Readonly<Record<StatusKind, string>> = {
  running: 'running',
  cautioned: 'CAUTIONED',
  stopped: 'STOPPED',
};

/** Renders one line and its stops. */
export function renderStatus({ line, status, since, stops }: LineStatus, now: string): readonly string[] {
  const elapsed = since === undefined ? '' : formatElapsed(Date.parse(now) - Date.parse(since));
  const time = since === undefined ? '' : ` since ${clockTime(since, now)} (${elapsed})`;
  return [`${line}: ${WORDS[status]}${time}`, ...stops.map((stop) => `  ${renderStop(stop, now)}`)];
}

const SOON_MS = 7 * 86_400_000;

/** Renders the next freeze of a line, where it begins within a week. */
export function renderAhead(ahead: readonly FreezeAhead[], now: string): readonly string[] {
  const [next] = ahead;
  const inMs = next === undefined ? Infinity : Date.parse(next.from) - Date.parse(now);
  if (next === undefined || inMs > SOON_MS) return [];
  const text = `freeze ${next.name} in ${formatElapsed(inMs)}, until ${clockTime(next.until, now)}: ${next.reason}`;
  return [`  ${escapeText(text)}`];
}

/** Renders a job that owes the line a report. */
export function renderAwaited({ job, ref, awaited }: AwaitedJob, now: string): string {
  const elapsed = formatElapsed(Date.parse(now) - Date.parse(awaited.since));
  return `  ${escapeText(`${job} has not reported on ${shortOid(awaited.revision)} of ${ref} (${elapsed})`)}`;
}

/** Renders a stop in one line. */
export function renderStop(stop: Stop, now: string): string {
  const freeze = stop.freeze === undefined ? '' : `freeze ${stop.freeze.name}: `;
  const parts = [`stop ${stop.number}: ${freeze}${stop.summary}`, `by ${stop.by}`];
  if (!blocks(stop, now)) parts.push(describeCaution(stop, now));
  if (stop.until !== undefined) parts.push(`until ${clockTime(stop.until, now)}`);
  if (stop.claim !== undefined) {
    const eta = stop.claim.eta === undefined ? '' : ` until about ${clockTime(stop.claim.eta, now)}`;
    parts.push(`${stop.claim.by} is on it${eta}`);
  }
  if (stop.url !== undefined) parts.push(stop.url);
  if (stop.alert?.resolvedAt !== undefined) parts.push('the alert is over');
  if (stop.fix !== undefined) {
    const state = stop.fix.failed === undefined ? 'is being verified' : `failed in build ${stop.fix.failed}`;
    parts.push(`fix ${shortOid(stop.fix.commit)} by ${stop.fix.pusher} ${state}`);
  }
  return parts.map(escapeText).join(', ');
}

function describeCaution(stop: Stop, now: string): string {
  if (isClaimedInTime(stop)) return 'caution that stays one';
  return stop.stopsAt === undefined ? 'caution' : `caution until ${clockTime(stop.stopsAt, now)}`;
}
