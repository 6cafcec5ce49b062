// andon claim, amend and resume: what a person does to a stop that is open.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, optional } from '@optique/core/modifiers';
import { argument, command, option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import type { LineCommand } from '../line/commands.ts';
import { commonOptions, openFor, requireLineName, requireStopNumber } from './context.ts';
import type { Action, CommonFlags, Context } from './context.ts';
import { reportEntries } from './print-entries.ts';
import { timeAfter } from './stop.ts';

export const claimCommand = command(
  'claim',
  map(
    object({
      ...commonOptions,
      stop: argument(string({ metavar: 'STOP' })),
      eta: optional(
        option('--eta', string({ metavar: 'TIME' }), { description: message`How long it will take: 30m.` }),
      ),
    }),
    (given): Action =>
      async (context) => {
        const eta = given.eta === undefined ? {} : { eta: timeAfter(given.eta, context.now()) };
        return change(
          { kind: 'claim', stop: requireStopNumber(given.stop), by: context.by, ...eta },
          given,
          context,
        );
      },
  ),
  { description: message`Say that you are on a stop.` },
);

export const amendCommand = command(
  'amend',
  map(
    object({
      ...commonOptions,
      stop: argument(string({ metavar: 'STOP' })),
      summary: option('-m', '--message', string({ metavar: 'TEXT' }), {
        description: message`What is wrong.`,
      }),
    }),
    (given): Action =>
      async (context) =>
        change(
          { kind: 'amend', stop: requireStopNumber(given.stop), by: context.by, summary: given.summary },
          given,
          context,
        ),
  ),
  { description: message`Change the text of a stop.` },
);

export const resumeCommand = command(
  'resume',
  map(
    object({
      ...commonOptions,
      target: argument(string({ metavar: 'STOP|LINE' })),
      reason: option('-m', '--message', string({ metavar: 'TEXT' }), {
        description: message`What made it safe.`,
      }),
    }),
    (given): Action =>
      async (context) => {
        const target = /^\d/.test(given.target)
          ? { stop: requireStopNumber(given.target) }
          : { line: requireLineName(given.target) };
        return change({ kind: 'lift', target, by: context.by, reason: given.reason }, given, context);
      },
  ),
  { description: message`Lift one stop, or every stop of a line.` },
);

async function change(order: LineCommand, flags: CommonFlags, context: Context): Promise<number> {
  const suite = await openFor(flags, context);
  const entries = await suite.openStore().command(order);
  if (entries.length === 0) context.remark('nothing to change: no stop is open');
  return reportEntries(entries, suite, { ...flags, ...context });
}
