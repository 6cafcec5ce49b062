// The tokens over any engine: what happens to them is in the journal, as all else is.
import type { AccessStore } from '../access/access-store.ts';
import type { Event } from '../journal/entry.ts';
import { listTokens, readToken } from '../journal/token-views.ts';
import { AndonError } from '../text/andon-error.ts';
import { formatTime } from '../text/utc-time.ts';
import type { Engine } from './engine.ts';
import { record } from './record.ts';

/** Builds the store of tokens on an engine; `now` gives the time in milliseconds. */
export function journalAccess(engine: Engine, now: () => number): AccessStore {
  const write = async (event: Event): Promise<void> =>
    engine.write((transaction) => void record(transaction, [event], formatTime(now())));
  return {
    create: async (facts, by) => write({ kind: 'token.created', ...facts, by }),
    revoke: async (token, by) =>
      engine.write((transaction) => {
        const known = readToken(transaction.views, token);
        if (known === undefined)
          throw new AndonError('token-unknown', `There is no token ${token}`, {
            kind: 'usage',
            hints: ['See them: andon token list'],
          });
        const event: Event = { kind: 'token.revoked', token, by };
        if (known.revoked === undefined) record(transaction, [event], formatTime(now()));
      }),
    find: async (token) => engine.read(({ views }) => readToken(views, token)),
    list: async () => engine.read(({ views }) => listTokens(views)),
    deny: async (denied) => write({ kind: 'access.denied', ...denied }),
  };
}
