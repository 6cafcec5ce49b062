// andon alert: monitors tell the line what they see.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, optional } from '@optique/core/modifiers';
import { command, option } from '@optique/core/primitives';
import { choice, string } from '@optique/core/valueparser';
import { SEVERITIES } from '../line/alert.ts';
import { reportAlert } from '../push/report-alert.ts';
import { ALERT_STATES, requireAlert } from '../push/require-report.ts';
import { commonOptions, openFor } from './context.ts';
import type { Action } from './context.ts';
import { reportEntries } from './print-entries.ts';

const flags = object({
  ...commonOptions,
  line: option('--line', string({ metavar: 'LINE' })),
  source: option('--source', string({ metavar: 'NAME' }), { description: message`The monitor: nagios.` }),
  key: option('--key', string({ metavar: 'KEY' }), {
    description: message`What it is about, the same each time: web1/disk.`,
  }),
  severity: option('--severity', choice(SEVERITIES)),
  state: option('--state', choice(ALERT_STATES)),
  summary: option('--summary', string({ metavar: 'TEXT' }), { description: message`What is wrong.` }),
  url: optional(option('--url', string({ metavar: 'URL' }), { description: message`Where to read more.` })),
});

export const alertCommand = command(
  'alert',
  map(flags, (given): Action => async (context) => {
    const suite = await openFor(given, context);
    const { repo: _repo, json: _json, ...told } = given;
    const entries = await reportAlert(requireAlert(told, context.by), { ...suite, store: suite.openStore() });
    if (entries.length === 0) context.remark('this is on record already');
    return reportEntries(entries, suite, { ...given, ...context });
  }),
  { description: message`Say what a monitor sees: stops or cautions a line.` },
);
