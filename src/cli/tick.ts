// andon tick: does what time brings. Pushes and commands open freezes and lift stops as well; this one is for cron,
// so that whoever watches the journal hears of it in time, and so that a CI that has fallen silent is noticed.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map } from '@optique/core/modifiers';
import { command } from '@optique/core/primitives';
import { tickLines } from '../push/tick-lines.ts';
import { commonOptions, openFor } from './context.ts';
import type { Action } from './context.ts';
import { reportEntries } from './print-entries.ts';

export const tickCommand = command(
  'tick',
  map(object(commonOptions), (given): Action => async (context) => {
    const suite = await openFor(given, context);
    const entries = await tickLines(suite.policy, suite.openStore());
    return reportEntries(entries, suite, { ...given, ...context });
  }),
  { description: message`Do what time brings: freezes, ends of stops, overdue builds. For cron.` },
);
