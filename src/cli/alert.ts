// andon alert: monitors tell the line what they see. Exit 0 where all of it was taken in, 1 where a part was not.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, optional } from '@optique/core/modifiers';
import type { InferValue } from '@optique/core/parser';
import { command, option } from '@optique/core/primitives';
import { choice, string } from '@optique/core/valueparser';
import { report } from '../alert/translation.ts';
import type { Translated } from '../alert/translation.ts';
import { SEVERITIES } from '../line/alert.ts';
import { requireLineName } from '../line/line-name.ts';
import { reportAlerts } from '../push/report-alerts.ts';
import type { AlertAnswer } from '../push/report-alerts.ts';
import { ALERT_STATES } from '../push/require-report.ts';
import { requireWords } from '../push/require-value.ts';
import { escapeText } from '../text/escape.ts';
import { requireToldAlert, requireUntold } from './alert-words.ts';
import { commonOptions, openFor } from './context.ts';
import type { Action, Context } from './context.ts';
import { reportEntries } from './print-entries.ts';
import { MONITORS, readMonitor } from './read-monitor.ts';
import { requireOption } from './require-option.ts';

// What is needed together is seen later: parsers of alternatives that share options lose some, or mind their order.
const flags = object({
  ...commonOptions,
  from: optional(
    option('--from', choice(MONITORS), {
      description: message`Read what it sends: alertmanager on standard input, the others in the environment.`,
    }),
  ),
  line: optional(option('--line', string({ metavar: 'LINE' }), { description: message`Which line.` })),
  source: optional(
    option('--source', string({ metavar: 'NAME' }), { description: message`The monitor; that of --from.` }),
  ),
  severity: optional(
    option('--severity', choice(SEVERITIES), {
      description: message`How bad it is; in place of what --from says.`,
    }),
  ),
  key: optional(
    option('--key', string({ metavar: 'KEY' }), {
      description: message`What it is about, the same each time: web1/disk.`,
    }),
  ),
  state: optional(
    option('--state', choice(ALERT_STATES), { description: message`Whether it is so, or over.` }),
  ),
  summary: optional(
    option('--summary', string({ metavar: 'TEXT' }), { description: message`What is wrong.` }),
  ),
  exitStatus: optional(
    option('--exit-status', string({ metavar: 'STATUS' }), {
      description: message`In place of state and summary: how a job ended, firing where it is not 0.`,
    }),
  ),
  url: optional(option('--url', string({ metavar: 'URL' }), { description: message`Where to read more.` })),
});

export const alertCommand = command(
  'alert',
  map(flags, (given): Action => async (context) => {
    const translated = await translate(given, context);
    const { from, severity } = given;
    // Monitors may name the line themselves.
    const line = from === undefined ? requireOption('--line', given.line) : given.line;
    const source = requireOption('--source', given.source ?? from);
    const suite = await openFor(given, context);
    const answer = await reportAlerts(
      translated,
      {
        ...(line === undefined ? {} : { line: requireLineName(line) }),
        ...(severity === undefined ? {} : { severity }),
        source: requireWords('--source', source),
        by: context.by,
      },
      { store: suite.openStore(), policy: suite.policy },
    );
    remarkOn(translated, answer, context);
    reportEntries(answer.entries, suite, { ...given, ...context });
    return answer.problems.length === 0 ? 0 : 1;
  }),
  { description: message`Say what a monitor sees: stops or cautions a line.` },
);

async function translate(given: InferValue<typeof flags>, context: Context): Promise<readonly Translated[]> {
  if (given.from === undefined) return [report(requireToldAlert(given))];
  requireUntold(given);
  return readMonitor(given.from, context);
}

function remarkOn(
  translated: readonly Translated[],
  { entries, problems }: AlertAnswer,
  { remark }: Pick<Context, 'remark'>,
): void {
  for (const problem of problems) remark(`not taken in: ${escapeText(problem)}`);
  // That all is well is the rule, and cron sends mail for every word.
  const isFiring = translated.some((each) => each.kind === 'report' && each.alert.state === 'firing');
  if (isFiring && problems.length === 0 && entries.length === 0) remark('this is on record already');
}
