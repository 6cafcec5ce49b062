// Takes in what a monitor says, in one transaction.
import { readAlert, readAlertStops } from '../journal/alert-views.ts';
import type { Entry } from '../journal/entry.ts';
import type { AlertReport, AlertRules } from '../line/alert.ts';
import { requireLine } from '../line/commands.ts';
import { reportAlert } from '../line/report-alert.ts';
import { readLastStopNumber, readRepositories, readStop } from './read-views.ts';
import type { TakeContext } from './take-context.ts';

export interface AlertContext extends TakeContext {
  readonly rules: AlertRules;
}

/** Takes in a report. What says nothing new changes nothing. Reads what it is about, and no other stops. */
export function takeAlert(
  report: AlertReport,
  { views, rules, now, record }: AlertContext,
): readonly Entry[] {
  const { line } = report;
  // Only who names a line that is not there is told which there are.
  if (views.get('line', line) === undefined) requireLine(line, readRepositories(views));
  const known = readAlert(views, report);
  return record(
    reportAlert(report, {
      rules,
      own: known?.stops.flatMap((number) => readStop(views, number) ?? []) ?? [],
      open: readAlertStops(views, line),
      lastStopNumber: readLastStopNumber(views),
      lastSaid: known?.said,
      isLeft: known?.isLeft === true,
      now,
    }),
  );
}
