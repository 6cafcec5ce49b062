// Takes in what a monitor says, in one transaction.
import { alertKey } from '../journal/alert-views.ts';
import type { Entry } from '../journal/entry.ts';
import type { AlertReport, AlertRules } from '../line/alert.ts';
import { requireLine } from '../line/commands.ts';
import { reportAlert } from '../line/report-alert.ts';
import { readRepositories, readStopFacts } from './read-views.ts';
import type { TakeContext } from './take-context.ts';

export interface AlertContext extends TakeContext {
  readonly rules: AlertRules;
}

/** Takes in a report. What says nothing new changes nothing. */
export function takeAlert(
  report: AlertReport,
  { views, rules, now, record }: AlertContext,
): readonly Entry[] {
  requireLine(report.line, readRepositories(views));
  return record(
    reportAlert(report, {
      rules,
      ...readStopFacts(views),
      lastSaid: views.get('counter', alertKey(report)),
      now,
    }),
  );
}
