// Makes the report of a build out of what a sender says of it, or says what of it is missing.
import { nameOf, textOf, urlOf } from '../alert/read-fields.ts';
import { problem } from '../alert/translation.ts';
import type { Trigger } from '../line/build.ts';
import { idOf, revisionOf, timeOf } from './read-values.ts';
import type { Told, ToldStatus } from './told.ts';

/** A build as it was found: anything may be anything. */
export interface FoundBuild {
  readonly job: unknown;
  readonly build: unknown;
  readonly revision: unknown;
  /** Undefined for a word that is not known. */
  readonly status: ToldStatus | undefined;
  /** The word itself. */
  readonly said: unknown;
  readonly started?: unknown;
  readonly finished?: unknown;
  readonly url?: unknown;
  readonly trigger?: Trigger;
}

/** Tells of a build. */
export function tellBuild(found: FoundBuild): Told {
  const { status, said, trigger = 'push' } = found;
  const [job, build, revision] = [nameOf(found.job), idOf(found.build), revisionOf(found.revision)];
  if (job === undefined) return problem('it names no job, or one of more than 200 characters');
  if (build === undefined) return problem(`it has no id of a build of ${job}`);
  if (revision === undefined) return problem(`build ${build} of ${job} names no revision by its full id`);
  if (status === undefined)
    return problem(`build ${build} of ${job} is "${textOf(said)?.slice(0, 50) ?? ''}", which is not known`);
  const [startedAt, finishedAt] = [timeOf(found.started), timeOf(found.finished)];
  return {
    kind: 'build',
    build: {
      job,
      build,
      revision,
      status,
      ...(startedAt === undefined ? {} : { startedAt }),
      ...(finishedAt === undefined || status === 'running' ? {} : { finishedAt }),
      ...urlOf(found.url),
      trigger,
    },
  };
}
