// Translates what GitLab sends: https://docs.gitlab.com/user/project/integrations/webhook_events/#pipeline-events.
import { fieldsOf } from '../alert/read-fields.ts';
import { problem } from '../alert/translation.ts';
import type { Trigger } from '../line/build.ts';
import { nothing, quoteWord } from './nothing.ts';
import { timeOf } from './read-values.ts';
import { tellBuild } from './tell-build.ts';
import type { Headers, Told, ToldStatus } from './told.ts';

const STATUSES: ReadonlyMap<unknown, ToldStatus> = new Map<unknown, ToldStatus>([
  ['running', 'running'],
  ['success', 'passed'],
  ['failed', 'failed'],
  ['canceled', 'cancelled'],
  ['skipped', 'cancelled'],
]);

/** It has not begun, waits for a person, or is about to end. */
const SAYS_NOTHING: ReadonlySet<unknown> = new Set([
  'created',
  'waiting_for_resource',
  'waiting_for_callback',
  'preparing',
  'pending',
  'manual',
  'scheduled',
  'canceling',
]);

/**
 * What started it (CI_PIPELINE_SOURCE, https://docs.gitlab.com/ci/jobs/job_rules/#ci_pipeline_source-predefined-variable).
 * A pipeline for a merge request is about the merge, and one that another pipeline of the project started is told
 * by that one.
 */
const TRIGGERS: ReadonlyMap<unknown, Trigger> = new Map<unknown, Trigger>([
  ['push', 'push'],
  ['schedule', 'schedule'],
  ['web', 'manual'],
  ['api', 'manual'],
  ['chat', 'manual'],
  ['trigger', 'manual'],
  ['pipeline', 'manual'],
]);

/** No pipeline has as many, and each is looked at. */
const MOST_JOBS = 10_000;

/** Translates an event. */
export function translateGitlab(_: Headers, body: unknown): readonly Told[] {
  const { object_kind: kind, object_attributes: pipeline, builds } = fieldsOf(body);
  if (typeof kind !== 'string') return [problem('it has no object_kind')];
  if (kind !== 'pipeline') return [nothing(`an event ${quoteWord(kind)} says nothing of a line`)];
  const {
    id,
    name,
    sha,
    source,
    status,
    created_at: created,
    finished_at: finished,
    url,
  } = fieldsOf(pipeline);
  if (status === undefined) return [problem('it is a pipeline without a status')];
  const trigger = TRIGGERS.get(source);
  if (trigger === undefined)
    return [nothing(`a pipeline that ${quoteWord(source)} started does not speak for its revision`)];
  if (SAYS_NOTHING.has(status))
    return [nothing(`a pipeline that is ${quoteWord(status)} neither runs nor is over`)];
  return [
    tellBuild({
      job: name ?? 'pipeline',
      build: id,
      revision: sha,
      status: STATUSES.get(status),
      said: status,
      started: lastStart(builds) ?? created,
      finished,
      url,
      trigger,
    }),
  ];
}

/**
 * A pipeline that is tried again keeps its id and has no count of its attempts. Its later jobs tell it from the one
 * before: the line takes a build of the same id that began later for another one.
 */
function lastStart(builds: unknown): string | undefined {
  if (!Array.isArray(builds)) return undefined;
  return builds
    .slice(0, MOST_JOBS)
    .map((build) => timeOf(fieldsOf(build)['started_at']))
    .filter((time) => time !== undefined)
    .toSorted()
    .at(-1);
}
