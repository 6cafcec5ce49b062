// Takes in what a webhook told, once it is proven and translated. The server's own rules of the line hold.
import type { Entry } from '../journal/entry.ts';
import { requireLine } from '../line/commands.ts';
import { buildRules } from '../push/report-build.ts';
import { shortOid } from '../ref/oid.ts';
import { isOneOf } from '../text/is-one-of.ts';
import { formatTime } from '../text/utc-time.ts';
import type { ToldBuild } from '../webhook/told.ts';
import type { ServerTools } from './server-tools.ts';
import { takeWebhookAlerts } from './take-webhook-alerts.ts';
import type { Delivery, Taken } from './webhook-delivery.ts';

type Tools = Pick<ServerTools, 'store' | 'policy' | 'now'>;

/** Takes a delivery in, the parts that are sound. @throws {AndonError} `line-unknown` */
export async function takeWebhook(delivery: Delivery, tools: Tools): Promise<Taken> {
  const { told, webhook } = delivery;
  const entries: Entry[] = [];
  const left = told.flatMap((each) => (each.kind === 'nothing' ? [each.why] : []));
  if (told.length === 0) left.push('there is nothing in it');
  const builds = told.flatMap((each) => (each.kind === 'build' ? [each.build] : []));
  for (const [index, build] of builds.entries()) {
    const taken = await takeBuild(build, { ...delivery, index }, tools);
    if (typeof taken === 'string') left.push(taken);
    else entries.push(...taken);
  }
  const alerts = await takeWebhookAlerts(delivery, byOf(webhook.name), tools);
  return {
    entries: [...entries, ...alerts.entries],
    problems: alerts.problems,
    left: [...left, ...alerts.left],
  };
}

/** Takes a build in; returns the entries, or why there are none. */
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
  const own = { ...key, key: `${key.key} ${index}` };
  const entries = await store(own).report(report, buildRules(policy, line));
  const isNews = entries.some((entry) => entry.kind === 'build.reported' && entry.build === build.build);
  return isNews ? entries : `build ${build.build} of ${report.job} is on record already`;
}

/** Nobody's token is called so: it has a space in it. */
function byOf(name: string): string {
  return `webhook ${name}`;
}
