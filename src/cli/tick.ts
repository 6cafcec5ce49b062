// andon tick: does what the calendar has to do by now. Pushes and commands do the same; this one is for cron, so
// that whoever watches the journal hears of it in time.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map } from '@optique/core/modifiers';
import { command } from '@optique/core/primitives';
import { commonOptions, openFor } from './context.ts';
import type { Action } from './context.ts';
import { reportEntries } from './print-entries.ts';

export const tickCommand = command(
  'tick',
  map(object(commonOptions), (given): Action => async (context) => {
    const suite = await openFor(given, context);
    return reportEntries(await suite.openStore().tick(), suite, { ...given, ...context });
  }),
  { description: message`Open freezes that begin, and lift stops whose time is up: for cron.` },
);
