// andon ci: builds tell the line how they ended.
import { object, or } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, multiple, optional, withDefault } from '@optique/core/modifiers';
import { command, option } from '@optique/core/primitives';
import { choice, string } from '@optique/core/valueparser';
import { TRIGGERS } from '../line/build.ts';
import { isSameTrack } from '../line/job.ts';
import { requireLineName } from '../line/line-name.ts';
import { findAllAwaited } from '../push/find-awaited.ts';
import { buildRules, reportBuild } from '../push/report-build.ts';
import { requireBuild, TOLD_STATUSES } from '../push/require-report.ts';
import { shortOid } from '../ref/oid.ts';
import { escapeText } from '../text/escape.ts';
import { commonOptions, openFor } from './context.ts';
import type { Action } from './context.ts';
import { reportEntries } from './print-entries.ts';

const line = option('--line', string({ metavar: 'LINE' }), { description: message`Which line.` });

const flags = object({
  ...commonOptions,
  line,
  job: option('--job', string({ metavar: 'NAME' }), { description: message`What is built: web-tests.` }),
  build: option('--build', string({ metavar: 'ID' }), { description: message`Which build of the job.` }),
  revision: option('--revision', string({ metavar: 'OID' }), {
    description: message`What was built, in full.`,
  }),
  status: option('--status', choice(TOLD_STATUSES), { description: message`How it ended, or that it runs.` }),
  url: optional(option('--url', string({ metavar: 'URL' }), { description: message`Where to read more.` })),
  started: option('--started', string({ metavar: 'TIME' }), {
    description: message`When: 2026-03-02T14:27:00Z (ISO 8601 with an offset), or seconds since 1970.`,
  }),
  finished: optional(
    option('--finished', string({ metavar: 'TIME' }), { description: message`When; as with --started.` }),
  ),
  trigger: withDefault(
    option('--trigger', choice(TRIGGERS), { description: message`What had it started; else push.` }),
    'push',
  ),
  flaky: multiple(
    option('--flaky', string({ metavar: 'TEST' }), {
      description: message`A test that failed; all that did, where all are flaky.`,
    }),
  ),
});

const report = command(
  'report',
  map(flags, (given): Action => async (context) => {
    const suite = await openFor(given, context);
    const { repo: _repo, json: _json, ...told } = given;
    const entries = await reportBuild(requireBuild(told, context.by), {
      ...suite,
      store: suite.openStore(),
    });
    if (entries.length === 0) context.remark('this is on record already');
    return reportEntries(entries, suite, { ...given, ...context });
  }),
  { description: message`Say how a build ended, or that it runs.` },
);

const sweep = command(
  'sweep',
  map(object({ ...commonOptions, line }), (given): Action => async (context) => {
    const suite = await openFor(given, context);
    const name = requireLineName(given.line);
    const entries = await suite.openStore().sweep(name, buildRules(suite.policy, name));
    return reportEntries(entries, suite, { ...given, ...context });
  }),
  {
    description: message`Count builds as failed that run or are awaited for too long; andon tick does it for all lines.`,
  },
);

const jobs = command(
  'jobs',
  map(object({ ...commonOptions, line }), (given): Action => async (context) => {
    const suite = await openFor(given, context);
    const name = requireLineName(given.line);
    const store = suite.openStore();
    const owed = await findAllAwaited(name, store);
    for (const known of await store.readJobs(name)) {
      const { job, ref, state } = known;
      const { lastGood, failures, running } = state;
      const awaited = owed.find((each) => each.job === job && isSameTrack(each, known))?.awaited;
      const parts = [
        lastGood === undefined ? 'never passed' : `passed on ${shortOid(lastGood.revision)}`,
        ...failures.slice(0, 1).map(({ revision }) => `fails since ${shortOid(revision)}`),
        ...running.map(({ build }) => `build ${build} runs`),
        ...(awaited === undefined ? [] : [`nothing yet of ${shortOid(awaited.revision)}`]),
      ];
      context.print(
        given.json
          ? JSON.stringify({ ...known, awaited })
          : escapeText(`${job} on ${ref}: ${parts.join(', ')}`),
      );
    }
    return 0;
  }),
  { description: message`List the jobs of a line, and what their builds say.` },
);

export const ciCommand = command('ci', or(report, jobs, sweep), {
  description: message`What the builds of a CI say.`,
});
