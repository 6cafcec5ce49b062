// andon store copy: from the store of a repository to that of a server, and back.
import { object } from '@optique/core/constructs';
import { message } from '@optique/core/message';
import { map } from '@optique/core/modifiers';
import { argument, command, option } from '@optique/core/primitives';
import { string } from '@optique/core/valueparser';
import { copyStore } from '../store/copy-store.ts';
import type { Action } from './context.ts';
import { withDatabase, withNewDatabase } from './database.ts';

const copy = command(
  'copy',
  map(
    object({
      json: option('--json', { description: message`Answer in JSON.` }),
      source: argument(string({ metavar: 'SOURCE' }), { description: message`A database that is there.` }),
      target: argument(string({ metavar: 'TARGET' }), {
        description: message`One that is not, or that holds the beginning of it.`,
      }),
    }),
    (given): Action =>
      async (context) => {
        const head = await withDatabase(given.source, async (from) =>
          withNewDatabase(given.target, context, async (to) => copyStore(from, to)),
        );
        context.print(given.json ? JSON.stringify(head) : `${head.seq} entries copied, up to ${head.hash}`);
        return 0;
      },
  ),
  { description: message`Copy all of a store, and go on where a copy was cut off.` },
);

export const storeCommand = command('store', copy, { description: message`Move a store to another place.` });
