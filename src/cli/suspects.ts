// andon suspects STOP: what landed between the last revision on which a job passed and the first on which it failed.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map } from '@optique/core/modifiers';
import { argument, command } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import { findSuspects } from '../push/find-suspects.ts';
import { shortOid } from '../ref/oid.ts';
import { escapeText } from '../text/escape.ts';
import { formatSecond } from '../text/utc-time.ts';
import { commonOptions, openFor, requireStopNumber } from './context.ts';
import type { Action } from './context.ts';

export const suspectsCommand = command(
  'suspects',
  map(
    object({ ...commonOptions, stop: argument(string({ metavar: 'STOP' })) }),
    (given): Action =>
      async (context) => {
        const { openStore } = await openFor(given, context);
        const { suspects, sinceKnown } = await findSuspects(requireStopNumber(given.stop), openStore());
        if (!sinceKnown)
          context.remark('no revision is known on which the job passed: older pushes may be suspect too');
        for (const arrival of suspects) {
          const { old, new: tip, at, pusher = 'somebody past the hooks', subject = '' } = arrival;
          const move = `${old === null ? 'none' : shortOid(old)}..${tip === null ? 'none' : shortOid(tip)}`;
          context.print(
            given.json
              ? JSON.stringify(arrival)
              : escapeText(`${formatSecond(at)}  ${move}  ${pusher}  ${subject}`.trimEnd()),
          );
        }
        return 0;
      },
  ),
  { description: message`List the pushes that may have broken what stopped a line.` },
);
