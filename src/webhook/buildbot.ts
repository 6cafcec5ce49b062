// Translates what the reporter HttpStatusPush of Buildbot sends: a build of the data API, with what belongs to it.
// https://docs.buildbot.net/latest/manual/configuration/reporters/http_status.html
import { fieldsOf } from '../alert/read-fields.ts';
import { problem } from '../alert/translation.ts';
import { nothing } from './nothing.ts';
import { revisionOf } from './read-values.ts';
import { tellBuild } from './tell-build.ts';
import type { Headers, Told, ToldStatus } from './told.ts';

/** https://docs.buildbot.net/latest/developer/results.html */
const STATUSES: ReadonlyMap<unknown, ToldStatus> = new Map<unknown, ToldStatus>([
  [0, 'passed'],
  // With warnings.
  [1, 'passed'],
  [2, 'failed'],
  // Skipped.
  [3, 'cancelled'],
  [4, 'error'],
  // It is built again, as another build.
  [5, 'cancelled'],
  [6, 'cancelled'],
]);

/** Translates a build. */
export function translateBuildbot(_: Headers, body: unknown): readonly Told[] {
  const {
    buildid,
    builder,
    complete,
    results,
    started_at: started,
    complete_at: finished,
    url,
  } = fieldsOf(body);
  const { name } = fieldsOf(builder);
  if (typeof complete !== 'boolean') return [problem('it is no build of Buildbot')];
  const revision = findRevision(body);
  // What is to be built is found out when it is checked out, unless a change said so.
  if (revision === undefined && !complete) return [nothing('a build that has just begun names no revision')];
  return [
    tellBuild({
      job: name,
      build: buildid,
      revision,
      status: complete ? STATUSES.get(results) : 'running',
      said: typeof results === 'number' ? String(results) : results,
      started,
      finished,
      url,
    }),
  ];
}

/** What was checked out, where properties are sent; else what there was to build, if that is one thing. */
function findRevision(body: unknown): unknown {
  const { properties, buildset } = fieldsOf(body);
  const { got_revision: got } = fieldsOf(properties);
  const [checkedOut] = Array.isArray(got) ? (got as readonly unknown[]) : [];
  if (revisionOf(checkedOut) !== undefined) return checkedOut;
  const { sourcestamps } = fieldsOf(buildset);
  const stamps: readonly unknown[] = Array.isArray(sourcestamps) ? sourcestamps : [];
  return stamps.length === 1 ? (fieldsOf(stamps[0])['revision'] ?? undefined) : undefined;
}
