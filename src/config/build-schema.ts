// What an admin may say of the builds of a line.
import * as z from 'zod';
import { JOB_KINDS, TRIGGERS } from '../line/build.ts';
import { countWithin, durationWithin, oneOf, textThat, wordsUpTo, yesOrNo } from './schema-words.ts';

const quarantine = z.strictObject(
  {
    test: wordsUpTo(255).meta({ description: 'The name of a test; * stands for any text.' }),
    until: textThat('a day or a time, such as 2026-12-31 or 2026-12-31T18:00:00Z', isTime).meta({
      description: 'When it counts again.',
    }),
    reason: wordsUpTo(200).meta({ description: 'Why, for whoever reads it.' }).optional(),
  },
  { error: 'a map with test and until' },
);

export const builds = z.strictObject(
  {
    jobs: z
      .record(wordsUpTo(255), oneOf(JOB_KINDS), { error: 'a map of jobs' })
      .meta({
        description:
          'Which jobs stop the line, by their names; * stands for any text. Else all. Of expected ones each push has to get a build.',
      })
      .optional(),
    stopAfter: countWithin(1, 100)
      .meta({ description: 'How many builds of a job have to fail, one after the other.' })
      .optional(),
    ignoreTriggers: z
      .array(oneOf(TRIGGERS), { error: 'a list of triggers' })
      .meta({ description: 'Builds that count for nothing, by what had started them.' })
      .optional(),
    overdueAfter: durationWithin('1m', '4w')
      .meta({
        description: 'A build that runs longer counts as failed, or is expected and not heard of for longer.',
      })
      .optional(),
    quarantine: z
      .array(quarantine, { error: 'a list of tests' })
      .meta({ description: 'Flaky tests that stop no line for a while.' })
      .optional(),
    retryResumes: yesOrNo
      .meta({ description: 'Whether a job that passes on the revision on which it failed resumes the line.' })
      .optional(),
    dryRun: yesOrNo.meta({ description: 'Whether what builds would do is on record only.' }).optional(),
  },
  { error: 'a map of settings' },
);

function isTime(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d))?$/.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}
