// andon claim, amend and resume: what a person does to a stop that is open.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, optional } from '@optique/core/modifiers';
import { argument, command, option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import type { LineAction } from '../line/authority.ts';
import type { LineCommand } from '../line/commands.ts';
import type { Stop } from '../line/stop.ts';
import type { Store } from '../push/store.ts';
import { requireLineName } from '../line/line-name.ts';
import { invalid } from '../text/invalid.ts';
import { commonOptions, openFor, requireStopNumber } from './context.ts';
import type { Action, CommonFlags, Context } from './context.ts';
import { reportEntries } from './print-entries.ts';
import { requireAuthority } from '../push/require-authority.ts';
import { requireEnd, timeAfter, untilOption } from './stop.ts';

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
      summary: optional(
        option('-m', '--message', string({ metavar: 'TEXT' }), { description: message`What is wrong.` }),
      ),
      until: untilOption,
    }),
    (given): Action =>
      async (context) => {
        const { summary, until } = given;
        if (summary === undefined && until === undefined)
          throw invalid(
            'There is nothing to amend',
            'Say what is wrong: -m TEXT, or when it ends: --until TIME',
          );
        const order: ChangeOrder = {
          kind: 'amend',
          stop: requireStopNumber(given.stop),
          by: context.by,
          ...(summary === undefined ? {} : { summary }),
          ...(until === undefined ? {} : { until: requireEnd(until, context.now()) }),
        };
        return change(order, given, context);
      },
  ),
  { description: message`Change the text or the end of a stop.` },
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

type ChangeOrder = Extract<LineCommand, { kind: 'claim' | 'amend' | 'lift' }>;

async function change(order: ChangeOrder, flags: CommonFlags, context: Context): Promise<number> {
  const suite = await openFor(flags, context);
  const store = suite.openStore();
  // What is open by now is what whoever runs this means.
  const due = await store.tick();
  const stops = order.kind === 'claim' ? [] : await stopsOf(order, store);
  for (const stop of stops)
    for (const action of actionsOf(order)) requireAuthority(suite.policy, action, { ...stop, by: order.by });
  const entries = [...due, ...(await store.command(limitTo(stops, order)))];
  if (entries.length === 0) context.remark('nothing to change: no stop is open');
  return reportEntries(entries, suite, { ...flags, ...context });
}

/** What a command does to a stop: one that is given an end is lifted, only later. */
function actionsOf(order: ChangeOrder): readonly LineAction[] {
  if (order.kind === 'lift') return ['lift'];
  if (order.kind === 'claim') return [];
  return order.until === undefined ? ['amend'] : ['amend', 'lift'];
}

/** Lifts no stop of a line that was opened after authority was asked for. */
function limitTo(stops: readonly Stop[], order: ChangeOrder): ChangeOrder {
  if (order.kind !== 'lift' || 'stop' in order.target) return order;
  return { ...order, target: { ...order.target, seen: stops.map(({ number }) => number) } };
}

/** The stops that a command is about; one that does not exist is told by the command itself. */
async function stopsOf(
  order: Exclude<ChangeOrder, { kind: 'claim' }>,
  store: Pick<Store, 'readStop' | 'readLines'>,
): Promise<readonly Stop[]> {
  const target = order.kind === 'amend' ? { stop: order.stop } : order.target;
  if ('line' in target) return (await store.readLines()).statuses.get(target.line)?.stops ?? [];
  const stop = await store.readStop(target.stop);
  return stop === undefined ? [] : [stop];
}
