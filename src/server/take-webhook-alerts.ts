// Takes in the alerts that a webhook told, once it is proven and translated.
import { reportAlerts } from '../push/report-alerts.ts';
import type { Store } from '../push/store.ts';
import type { Told } from '../webhook/told.ts';
import type { ServerTools } from './server-tools.ts';
import type { Delivery, Taken } from './webhook-delivery.ts';

/** What is for those who take in alerts: these, and what is wrong with any part. */
type ToldAlert = Exclude<Told, { kind: 'build' | 'nothing' }>;

/** As long as the store knows what it answered: what is older may have been sent by others, for a second time. */
const OLDEST_MS = 86_400_000;

/** Takes the alerts of a delivery in, `by` somebody. @throws {AndonError} `line-unknown` */
export async function takeWebhookAlerts(
  { told, webhook: { name, line }, key }: Delivery,
  by: string,
  { store, policy, now }: Pick<ServerTools, 'store' | 'policy' | 'now'>,
): Promise<Taken> {
  const left: string[] = [];
  const alerts: ToldAlert[] = [];
  for (const each of told) {
    if (each.kind === 'build' || each.kind === 'nothing') continue;
    if (each.kind === 'report' && isOld(each.at, now()))
      left.push(`${each.alert.key} is more than a day old`);
    else alerts.push(each);
  }
  if (!alerts.some(({ kind }) => kind === 'report'))
    return {
      entries: [],
      problems: alerts.flatMap((each) => (each.kind === 'problem' ? [each.problem] : [])),
      left,
    };
  let part = 0;
  const known: Pick<Store, 'readLines' | 'alert'> = {
    readLines: async () => store().readLines(),
    // Of a large delivery each part is a write of its own. Where an alert names a line that is not there yet, the
    // same delivery has more to say once it is.
    alert: async (...given) =>
      store(line === undefined ? undefined : { ...key, key: `${key.key} alerts ${part++}` }).alert(...given),
  };
  const route = { source: name, by, ...(line === undefined ? {} : { line }) };
  const { entries, problems, old } = await reportAlerts(alerts, route, { store: known, policy: policy });
  return { entries, problems, left: [...left, ...old.map((each) => `${each} says nothing new`)] };
}

function isOld(at: string | undefined, now: number): boolean {
  return at !== undefined && now - Date.parse(at) > OLDEST_MS;
}
