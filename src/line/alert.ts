// What a monitor says, and what the admin says of it.
import type { LineName } from './line-name.ts';

export const SEVERITIES = ['critical', 'warning', 'info'] as const;
export type AlertSeverity = (typeof SEVERITIES)[number];

/** What an alert does: stops, warns for a while, or is on record only. */
export type AlertEffect = 'stop' | 'caution' | 'note';

/** What a monitor speaks of. */
export interface AlertSubject {
  readonly line: LineName;
  /** The monitor: nagios, alertmanager. */
  readonly source: string;
  /** The same for all that the monitor says of one thing. */
  readonly key: string;
}

export interface AlertReport extends AlertSubject {
  readonly severity: AlertSeverity;
  readonly state: 'firing' | 'resolved';
  readonly summary: string;
  readonly url?: string;
  /** It has happened once more, and not only gone on: a job has failed again. */
  readonly anew?: true;
  readonly by: string;
}

/** The store takes in so many in one transaction: pushes wait meanwhile. */
export const MOST_AT_ONCE = 100;

export interface AlertRules {
  readonly effects: Readonly<Record<AlertSeverity, AlertEffect>>;
  /** How long a caution is only shown. */
  readonly graceMs: number;
  /** Whether the line resumes when the alert is over; else a person has to say so. */
  readonly autoResume: boolean;
}

/** What holds where the admin says nothing of alerts. */
export const ALERT_RULES: AlertRules = {
  effects: { critical: 'stop', warning: 'caution', info: 'note' },
  graceMs: 15 * 60_000,
  autoResume: false,
};

/** What of a report counts as new: monitors say the same again and again. */
export function saidBy({ state, severity }: AlertReport): string {
  return state === 'resolved' ? state : `${state} ${severity}`;
}
