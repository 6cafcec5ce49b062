// Takes in what a monitor sees.
import type { Entry } from '../journal/entry.ts';
import { ALERT_RULES } from '../line/alert.ts';
import type { AlertReport } from '../line/alert.ts';
import type { Policy } from './policy.ts';
import type { Store } from './store.ts';

/** Takes in a report, by the rules of its line; returns what it changed. @throws {AndonError} `line-unknown` */
export async function reportAlert(
  report: AlertReport,
  { policy, store }: { readonly policy: Policy; readonly store: Store },
): Promise<readonly Entry[]> {
  const rules = policy.lines.find(({ name }) => name === report.line)?.alerts ?? ALERT_RULES;
  return store.alert(report, rules);
}
