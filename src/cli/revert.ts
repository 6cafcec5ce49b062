// andon revert STOP: prepares the commits that take the suspects of a stop back, and pushes nothing.
import { resolve } from 'node:path';
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map, optional, withDefault } from '@optique/core/modifiers';
import { argument, command, option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import { openWorkTreeReverts } from '../client.ts';
import { findSuspects } from '../push/find-suspects.ts';
import { shortOid } from '../ref/oid.ts';
import { invalid } from '../text/invalid.ts';
import { commonOptions, openFor, requireStopNumber } from './context.ts';
import type { Action } from './context.ts';

export const revertCommand = command(
  'revert',
  map(
    object({
      ...commonOptions,
      workTree: withDefault(
        option('--work-tree', string({ metavar: 'DIR' }), {
          description: message`Where the commits are made; else this folder.`,
        }),
        '.',
      ),
      push: optional(
        option('--push', string({ metavar: 'REVISION' }), {
          description: message`The one push to take back, by the start of the revision that it brought; else all suspects.`,
        }),
      ),
      stop: argument(string({ metavar: 'STOP' })),
    }),
    (given): Action =>
      async (context) => {
        // Before root becomes the owner of the repository, who may stand elsewhere.
        const folder = resolve(given.workTree);
        const { openStore } = await openFor(given, context);
        const number = requireStopNumber(given.stop);
        const { suspects } = await findSuspects(number, openStore());
        const ranges = suspects
          .toReversed()
          .flatMap(({ old, new: upTo }) =>
            upTo === null || !upTo.startsWith(given.push ?? '') ? [] : [{ after: old, upTo }],
          );
        if (ranges.length === 0) throw invalid('No suspect is meant', `See them: andon suspects ${number}`);
        const reverts = openWorkTreeReverts({ folder, environment: context.facts.env });
        const made = await reverts.prepare({ ranges, trailer: `Fixes-Build: ${number}` });
        for (const commit of made)
          context.print(given.json ? JSON.stringify({ commit }) : `made ${shortOid(commit)}`);
        context.remark('look at them, test them, and then: git push');
        return 0;
      },
  ),
  { description: message`Prepare the commits that take the suspects of a stop back.` },
);
