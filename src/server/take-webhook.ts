// Takes in what a webhook told, once it is proven and translated. The server's own rules of the line hold.
import type { Entry } from '../journal/entry.ts';
import { requireLine } from '../line/commands.ts';
import { reportAlerts } from '../push/report-alerts.ts';
import type { Store } from '../push/store.ts';
import { buildRules } from '../push/report-build.ts';
import { shortOid } from '../ref/oid.ts';
import { isOneOf } from '../text/is-one-of.ts';
import { formatTime } from '../text/utc-time.ts';
import type { Told, ToldBuild } from '../webhook/told.ts';
import type { Webhook } from '../webhook/webhook.ts';
import type { RequestKey, ServerTools } from './server-tools.ts';

export interface Taken {
  readonly entries: readonly Entry[];
  /** What should have said something, and why it did not. */
  readonly problems: readonly string[];
  /** What says nothing of the line, and why. */
  readonly left: readonly string[];
}

export interface Delivery {
  readonly webhook: Webhook;
  readonly told: readonly Told[];
  /** What makes it the same when it comes again. */
  readonly key: RequestKey;
}

/** What is for those who take in alerts: these, and what is wrong with any part. */
type ToldAlert = Exclude<Told, { kind: 'build' }>;

type Tools = Pick<ServerTools, 'store' | 'policy' | 'now'>;

/** As long as the store knows what it answered: what is older may have been sent by others, for a second time. */
const OLDEST_MS = 86_400_000;

/** Takes a delivery in, the parts that are sound. @throws {AndonError} `line-unknown` */
export async function takeWebhook(delivery: Delivery, tools: Tools): Promise<Taken> {
  const { told, webhook } = delivery;
  const entries: Entry[] = [];
  const left: string[] = [];
  const builds = told.flatMap((each) => (each.kind === 'build' ? [each.build] : []));
  for (const [index, build] of builds.entries()) {
    const taken = await takeBuild(build, { ...delivery, index }, tools);
    if (typeof taken === 'string') left.push(taken);
    else entries.push(...taken);
  }
  const alerts: ToldAlert[] = [];
  for (const each of told) {
    if (each.kind === 'build') continue;
    if (each.kind === 'report' && isOld(each.at, tools.now()))
      left.push(`${each.alert.key} is more than a day old`);
    else alerts.push(each);
  }
  const taken = await takeAlerts(alerts, { webhook, key: delivery.key }, tools);
  return { entries: [...entries, ...taken.entries], problems: taken.problems, left };
}

async function takeBuild(
  build: ToldBuild,
  { webhook, key, index }: Delivery & { readonly index: number },
  { store, policy, now }: Tools,
): Promise<readonly Entry[] | string> {
  const { name, jobs, prefix = '', line } = webhook;
  const { job, revision, startedAt = formatTime(now()) } = build;
  if (line === undefined || (jobs !== undefined && !isOneOf(job, jobs)))
    return `job ${job} is none of this webhook`;
  // A CI builds every branch, and says so: what is on no ref of the line is not worth an entry for ever.
  if ((await store().readPlaces(line, revision)).length === 0) {
    requireLine(line, (await store().readLines()).repositories);
    return `${shortOid(revision)} is not on line ${line}`;
  }
  const report = { ...build, job: `${prefix}${job}`, startedAt, line, by: byOf(name) };
  return store({ ...key, key: `${key.key} ${index}` }).report(report, buildRules(policy(), line));
}

async function takeAlerts(
  alerts: readonly ToldAlert[],
  { webhook, key }: Omit<Delivery, 'told'>,
  { store, policy }: Tools,
): Promise<Pick<Taken, 'entries' | 'problems'>> {
  const { name, line } = webhook;
  if (!alerts.some(({ kind }) => kind === 'report'))
    return {
      entries: [],
      problems: alerts.flatMap((each) => (each.kind === 'problem' ? [each.problem] : [])),
    };
  // Where an alert names a line that is not there yet, the same delivery has more to say once it is.
  let part = 0;
  const known: Pick<Store, 'readLines' | 'alert'> = {
    readLines: async () => store().readLines(),
    // Of a large delivery each part is a write of its own.
    alert: async (...given) =>
      store(line === undefined ? undefined : { ...key, key: `${key.key} alerts ${part++}` }).alert(...given),
  };
  const route = { source: name, by: byOf(name), ...(line === undefined ? {} : { line }) };
  return reportAlerts(alerts, route, { store: known, policy: policy() });
}

/** Nobody's token is called so: it has a space in it. */
function byOf(name: string): string {
  return `webhook ${name}`;
}

function isOld(at: string | undefined, now: number): boolean {
  return at !== undefined && now - Date.parse(at) > OLDEST_MS;
}
