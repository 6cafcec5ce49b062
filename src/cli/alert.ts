// andon alert: monitors tell the line what they see.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, optional } from '@optique/core/modifiers';
import { command, option } from '@optique/core/primitives';
import { choice, string } from '@optique/core/valueparser';
import { ALERT_RULES, SEVERITIES } from '../line/alert.ts';
import { commonOptions, openFor, requireLineName } from './context.ts';
import type { Action } from './context.ts';
import { reportEntries } from './print-entries.ts';
import { requireWords } from './require-words.ts';

const flags = object({
  ...commonOptions,
  line: option('--line', string({ metavar: 'LINE' })),
  source: option('--source', string({ metavar: 'NAME' }), { description: message`The monitor: nagios.` }),
  key: option('--key', string({ metavar: 'KEY' }), {
    description: message`What it is about, the same each time: web1/disk.`,
  }),
  severity: option('--severity', choice(SEVERITIES)),
  state: option('--state', choice(['firing', 'resolved'])),
  summary: option('--summary', string({ metavar: 'TEXT' }), { description: message`What is wrong.` }),
  url: optional(option('--url', string({ metavar: 'URL' }), { description: message`Where to read more.` })),
});

export const alertCommand = command(
  'alert',
  map(flags, (given): Action => async (context) => {
    const suite = await openFor(given, context);
    const line = requireLineName(given.line);
    const entries = await suite.openStore().alert(
      {
        line,
        source: requireWords('--source', given.source),
        key: requireWords('--key', given.key),
        severity: given.severity,
        state: given.state,
        summary: requireWords('--summary', given.summary),
        ...(given.url === undefined ? {} : { url: requireWords('--url', given.url) }),
        by: context.by,
      },
      suite.policy.lines.find(({ name }) => name === line)?.alerts ?? ALERT_RULES,
    );
    if (entries.length === 0) context.remark('this is on record already');
    return reportEntries(entries, suite, { ...given, ...context });
  }),
  { description: message`Say what a monitor sees: stops or cautions a line.` },
);
