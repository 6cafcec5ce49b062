// andon status [LINE] and andon wait LINE: what a line does now. Exit 0 running, 3 stopped, 4 cautioned.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, optional } from '@optique/core/modifiers';
import { argument, command, option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import type { LineStatus, StatusKind } from '../line/status.ts';
import { findExpected } from '../push/find-awaited.ts';
import { readStatuses, withFreezes } from '../push/read-statuses.ts';
import type { Statuses } from '../push/read-statuses.ts';
import type { Suite } from '../suite.ts';
import { parseDuration, DURATION_RULE } from '../text/duration.ts';
import { invalid } from '../text/invalid.ts';
import { commonOptions, openFor, remarkOnce } from './context.ts';
import type { Action } from './context.ts';
import { renderAhead, renderAwaited, renderStatus } from './print-status.ts';

const EXIT_CODES: Readonly<Record<StatusKind, number>> = { running: 0, stopped: 3, cautioned: 4 };
const POLL_MS = 500;

export const statusCommand = command(
  'status',
  map(
    object({ ...commonOptions, line: optional(argument(string({ metavar: 'LINE' }))) }),
    (given): Action =>
      async (context) => {
        const suite = await openFor(given, context);
        const { lines, now } = await readLines(suite, given.line);
        const store = suite.openStore();
        const shown = await Promise.all(
          lines.map(async (line) => ({
            ...withFreezes(line, suite.policy, now),
            awaited: await findExpected(line.line, { ...suite, store }),
          })),
        );
        if (given.json) context.print(JSON.stringify({ now, lines: shown }));
        else
          for (const line of shown)
            for (const text of [
              ...renderStatus(line, now),
              ...line.awaited.map((job) => renderAwaited(job, now)),
              ...renderAhead(line.ahead, now),
            ])
              context.print(text);
        return worstExitCode(lines);
      },
  ),
  { description: message`Show a line, or all: exit 0 running, 3 stopped, 4 cautioned.` },
);

export const waitCommand = command(
  'wait',
  map(
    object({
      ...commonOptions,
      line: argument(string({ metavar: 'LINE' })),
      timeout: optional(
        option('--timeout', string({ metavar: 'TIME' }), {
          description: message`Give up after this time: 2h.`,
        }),
      ),
    }),
    (given): Action =>
      async (context) => {
        const timeoutMs = given.timeout === undefined ? Infinity : parseDuration(given.timeout);
        if (timeoutMs === undefined)
          throw invalid(`"${given.timeout}" is not a length of time`, `Expected ${DURATION_RULE}`);
        const end = context.now().getTime() + timeoutMs;
        const quiet = remarkOnce(context);
        for (let shown = ''; ; await context.sleep(POLL_MS)) {
          // Anew each time: with the calendar of yesterday, what is withdrawn today would be opened again.
          const suite = await openFor(given, quiet);
          const { lines, now } = await readLines(suite, given.line);
          suite.close();
          const stopped = lines.filter(({ status }) => status === 'stopped');
          if (stopped.length === 0 || context.now().getTime() >= end) {
            if (given.json) context.print(JSON.stringify({ now, lines }));
            return stopped.length === 0 ? 0 : EXIT_CODES.stopped;
          }
          // Said once for each set of stops, not twice a second.
          const text = stopped.flatMap(({ stops }) => stops.map(({ number }) => number)).join(',');
          if (text !== shown)
            for (const line of stopped) for (const each of renderStatus(line, now)) context.remark(each);
          shown = text;
        }
      },
  ),
  { description: message`Wait until a line runs.` },
);

async function readLines({ openStore, startFollowers }: Suite, name: string | undefined): Promise<Statuses> {
  const statuses = await readStatuses(openStore(), name);
  if (statuses.isNews) startFollowers();
  return statuses;
}

function worstExitCode(lines: readonly LineStatus[]): number {
  const worst = (['stopped', 'cautioned'] as const).find((kind) =>
    lines.some(({ status }) => status === kind),
  );
  return EXIT_CODES[worst ?? 'running'];
}
