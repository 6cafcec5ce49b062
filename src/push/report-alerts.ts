// Takes in what a monitor sent, once it is translated; no part that is wrong takes another with it.
import type { ToldAlert, Translated } from '../alert/translation.ts';
import type { Entry } from '../journal/entry.ts';
import { ALERT_RULES, MOST_AT_ONCE } from '../line/alert.ts';
import type { AlertReport, AlertRules, AlertSeverity } from '../line/alert.ts';
import { parseLineName } from '../line/line-name.ts';
import type { LineName } from '../line/line-name.ts';
import type { Policy } from './policy.ts';
import type { Store } from './store.ts';

/** How the admin had it sent; what is given here outweighs what the monitor says. */
export interface AlertRoute {
  readonly line?: LineName;
  readonly severity?: AlertSeverity;
  readonly source: string;
  readonly by: string;
}

export interface AlertAnswer {
  readonly entries: readonly Entry[];
  /** What could not be taken in, and why. */
  readonly problems: readonly string[];
  /** The keys of those that said nothing new. */
  readonly old: readonly string[];
}

/** Takes in translated alerts. @throws {AndonError} `line-unknown` where the route names the line */
export async function reportAlerts(
  translated: readonly Translated[],
  route: AlertRoute,
  {
    store,
    policy,
  }: { readonly store: Pick<Store, 'readLines' | 'alert'>; readonly policy: Pick<Policy, 'lines'> },
): Promise<AlertAnswer> {
  const known = (await store.readLines()).repositories;
  const reports: AlertReport[] = [];
  const problems: string[] = [];
  for (const each of translated) {
    if (each.kind === 'problem') {
      problems.push(each.problem);
      continue;
    }
    const { line: named, ...alert } = each.alert;
    const line = route.line ?? parseLineName(named ?? '');
    if (line === undefined || (route.line === undefined && !known.has(line)))
      problems.push(noLine(each.alert));
    else reports.push({ ...alert, ...route, line });
  }
  const entries: Entry[] = [];
  for (let from = 0; from < reports.length; from += MOST_AT_ONCE) {
    const part = reports.slice(from, from + MOST_AT_ONCE);
    entries.push(...(await store.alert(part, (line) => alertRules(policy, line))));
  }
  const news = new Set(entries.flatMap((entry) => (entry.kind === 'alert.reported' ? [entry.key] : [])));
  const old = reports.filter(({ key }) => !news.has(key)).map(({ key }) => key);
  return { entries, problems: [...problems, ...unheeded(entries)], old };
}

/** Says which alerts did not do to their line what the rules say, and why. */
export function unheeded(entries: readonly Entry[]): readonly string[] {
  return entries.flatMap((entry) =>
    entry.kind === 'alert.reported' && entry.why !== undefined ? [`${entry.key}: ${entry.why}`] : [],
  );
}

/** Returns what holds for the alerts of a line; where its configuration does not say, `otherwise` does. */
export function alertRules(
  { lines }: Pick<Policy, 'lines'>,
  line: LineName,
  otherwise: AlertRules = ALERT_RULES,
): AlertRules {
  return lines.find(({ name }) => name === line)?.alerts ?? otherwise;
}

function noLine({ key, line }: ToldAlert): string {
  return line === undefined
    ? `${key} does not say which line it is about`
    : `${key} is about line "${line}", and there is none`;
}
