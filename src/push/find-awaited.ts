// What the jobs of a line have not been heard of: revisions that landed and have no build yet.
import type { KnownJob } from '../journal/build-views.ts';
import { findAwaited } from '../line/awaited.ts';
import type { Awaited } from '../line/awaited.ts';
import type { LineName } from '../line/line-name.ts';
import { kindOfJob } from '../line/build.ts';
import type { Policy } from './policy.ts';
import { buildRules } from './report-build.ts';
import type { Store } from './store.ts';

export interface AwaitedJob extends KnownJob {
  readonly awaited: Awaited;
}

/** Returns the jobs of a line that owe a report, and of what. */
export async function findAllAwaited(
  line: LineName,
  store: Pick<Store, 'readJobs' | 'readArrivals'>,
): Promise<readonly AwaitedJob[]> {
  const found: AwaitedJob[] = [];
  for (const known of await store.readJobs(line)) {
    const { repository, ref } = known;
    const { heard } = known.state;
    if (heard === undefined) continue;
    const awaited = findAwaited(
      heard,
      await store.readArrivals(line, { repository, ref, after: heard.order }),
    );
    if (awaited !== undefined) found.push({ ...known, awaited });
  }
  return found;
}

/** Returns those that the admin expects to report on each push. */
export async function findExpected(
  line: LineName,
  { policy, store }: { readonly policy: Policy; readonly store: Pick<Store, 'readJobs' | 'readArrivals'> },
): Promise<readonly AwaitedJob[]> {
  const rules = buildRules(policy, line);
  if (!rules.jobs.some(({ kind }) => kind === 'expected')) return [];
  const all = await findAllAwaited(line, store);
  return all.filter(({ job }) => kindOfJob(job, rules) === 'expected');
}
