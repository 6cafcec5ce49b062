// Makes the rules for builds out of what the admin says of them.
import { BUILD_RULES } from '../line/build.ts';
import type { BuildRules } from '../line/build.ts';
import { requireDuration } from './require-duration.ts';
import type { Settings } from './schema.ts';

type BuildSettings = NonNullable<NonNullable<Settings['lines']>[string]['builds']>;

/** Compiles the settings of a line's builds, whose shape the schema has checked. */
export function compileBuilds(settings: BuildSettings): BuildRules {
  const { jobs, overdueAfter, quarantine = [] } = settings;
  return {
    jobs:
      jobs === undefined
        ? BUILD_RULES.jobs
        : Object.entries(jobs).map(([pattern, kind]) => ({ pattern, kind })),
    stopAfter: settings.stopAfter ?? BUILD_RULES.stopAfter,
    ignoreTriggers: settings.ignoreTriggers ?? BUILD_RULES.ignoreTriggers,
    ...(overdueAfter === undefined ? {} : { overdueAfterMs: requireDuration(overdueAfter) }),
    quarantine: quarantine.map(({ test, until, reason }) => ({
      test,
      until: new Date(until).toISOString(),
      ...(reason === undefined ? {} : { reason }),
    })),
    retryResumes: settings.retryResumes ?? BUILD_RULES.retryResumes,
    dryRun: settings.dryRun ?? BUILD_RULES.dryRun,
  };
}
