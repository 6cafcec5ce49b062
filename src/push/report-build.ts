// Takes in a report of a build. A CI builds what it likes: the revision may be one of several that a push brought,
// and git says which push that was.
import type { Arrival } from '../journal/arrivals.ts';
import type { Entry } from '../journal/entry.ts';
import type { Intent } from '../journal/push-views.ts';
import { BUILD_RULES } from '../line/build.ts';
import type { BuildReport, BuildRules } from '../line/build.ts';
import { MOST_PLACES } from '../line/job.ts';
import type { Place } from '../line/job.ts';
import type { LineName } from '../line/line-name.ts';
import type { Oid } from '../ref/oid.ts';
import { parseRefText } from '../ref/ref-name.ts';
import { lineFinder } from './locate-updates.ts';
import type { Policy } from './policy.ts';
import { reconcileDead } from './reconcile-dead.ts';
import type { Repository } from './repository.ts';
import type { Store } from './store.ts';

export interface ReportTools {
  readonly policy: Policy;
  readonly store: Store;
  readonly repository: Repository;
  readonly isAlive: (intent: Pick<Intent, 'receiver' | 'at'>) => boolean;
}

/** Of a push that brings more, the oldest commits are taken for one. */
const MOST_ABOVE = 100_000;

/** Takes in a report; returns what it changed, the report itself first. @throws {AndonError} `line-unknown` */
export async function reportBuild(report: BuildReport, tools: ReportTools): Promise<readonly Entry[]> {
  const { policy, store, repository, isAlive } = tools;
  // A build may be done before the push that brought its revision is on record.
  await reconcileDead(policy.repository, { store, repository, isAlive });
  const { line, revision } = report;
  const known = await store.readPlaces(line, revision);
  const places =
    known.length > 0 ? await listStanding(known, revision, tools) : await findWithin(line, revision, tools);
  return store.report({ ...report, places }, buildRules(policy, line));
}

/** Leaves out the refs that went back behind a revision since, and those that are gone: the line is past it. */
async function listStanding(
  places: readonly Place[],
  revision: Oid,
  { policy, store, repository }: ReportTools,
): Promise<readonly Place[]> {
  const tips = await store.readTips(policy.repository);
  const tipAt = (place: Place): Oid => tips.get(place.ref)?.value ?? revision;
  const own = places.filter((place) => place.repository === policy.repository);
  const existing = await repository.listExisting([revision, ...own.map(tipAt)]);
  const standing: Place[] = places.filter((place) => !own.includes(place));
  for (const place of own) {
    const tip = tips.get(place.ref)?.value;
    if (tip === undefined || tip === null || !existing.has(revision) || !existing.has(tip)) continue;
    if (tip === revision || (await repository.isAncestor(revision, tip))) standing.push(place);
  }
  return standing.toSorted((a, b) => a.order - b.order).slice(0, MOST_PLACES);
}

/** Returns what holds for the builds of a line; where its configuration does not say, `otherwise` does. */
export function buildRules(
  { lines }: Pick<Policy, 'lines'>,
  line: LineName,
  otherwise: BuildRules = BUILD_RULES,
): BuildRules {
  return lines.find(({ name }) => name === line)?.builds ?? otherwise;
}

/** Finds the push that brought a revision; before the first one that is on record stands what was there. */
async function findWithin(
  line: LineName,
  revision: Oid,
  { policy, store, repository }: ReportTools,
): Promise<readonly Place[]> {
  if (!(await repository.listExisting([revision])).has(revision)) return [];
  const lineOf = lineFinder(policy.lines, await repository.readDefaultBranch(''));
  for (const [text, { value }] of await store.readTips(policy.repository)) {
    const ref = parseRefText(text);
    if (ref === undefined || value === null || !lineOf(ref).includes(line)) continue;
    if (!(await repository.isAncestor(revision, value))) continue;
    const track = { repository: policy.repository, ref: text };
    const arrivals = await store.readArrivals(line, track);
    const first = await findFirst(arrivals, async ({ new: tip }) =>
      tip === null ? false : repository.isAncestor(revision, tip),
    );
    const old = first?.old ?? null;
    const wasThere = first === undefined || (old !== null && (await repository.isAncestor(revision, old)));
    if (wasThere) return [{ ...track, order: 0 }];
    const above = await repository.listCommits(
      { tips: first.new === null ? [] : [first.new], exclude: [revision] },
      MOST_ABOVE,
    );
    return [{ ...track, order: first.order, behind: above.size }];
  }
  return [];
}

/** Finds the first arrival that has something which all after it have too. */
async function findFirst(
  arrivals: readonly Arrival[],
  has: (arrival: Arrival) => Promise<boolean>,
): Promise<Arrival | undefined> {
  let [low, high] = [0, arrivals.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const arrival = arrivals[middle];
    if (arrival !== undefined && (await has(arrival))) high = middle;
    else low = middle + 1;
  }
  return arrivals[low];
}
