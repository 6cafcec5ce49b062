// Who is logged in, in memory: a server that starts anew asks for the token again. A session is no more than its token,
// and ends with it.
import { randomBytes } from 'node:crypto';
import type { AccessStore } from '../access/access-store.ts';
import { digestOf, judgeToken } from './caller.ts';
import type { Caller } from './caller.ts';

export interface Session {
  /** The public part of its token. */
  readonly token: string;
  /** What each form of its pages brings along. */
  readonly formToken: string;
  readonly usedAtMs: number;
}

export interface Sessions {
  /** Begins one; returns the text for the cookie. */
  readonly open: (token: string) => string;
  /** Finds the session of a cookie, and who that is now. */
  readonly find: (id: string) => Promise<{ session: Session; caller: Caller } | undefined>;
  readonly close: (id: string) => void;
}

/** A session that nobody uses for so long is over; a page that is open uses it. */
const LONGEST_IDLE_MS = 12 * 3_600_000;
/** Those that were not used for longest make way: whoever can begin one has a token. */
const MOST_SESSIONS = 10_000;

export function newSessions({
  access,
  now,
}: {
  access: Pick<AccessStore, 'find'>;
  now: () => number;
}): Sessions {
  // By digest: how long a look-up takes tells nothing of what is in there.
  const sessions = new Map<string, Session>();
  return {
    open(token) {
      const [oldest] = sessions.keys();
      if (sessions.size >= MOST_SESSIONS && oldest !== undefined) sessions.delete(oldest);
      const id = newSecret();
      sessions.set(digestOf(id), { token, formToken: newSecret(), usedAtMs: now() });
      return id;
    },
    async find(id) {
      const key = digestOf(id);
      const session = sessions.get(key);
      if (session === undefined) return undefined;
      const token = await access.find(session.token);
      const found = token === undefined ? undefined : judgeToken(token, now());
      const isIdle = session.usedAtMs + LONGEST_IDLE_MS <= now();
      if (found?.kind === 'known' && !isIdle && sessions.delete(key)) {
        sessions.set(key, { ...session, usedAtMs: now() });
        return { session, caller: found.caller };
      }
      sessions.delete(key);
      return undefined;
    },
    close: (id) => void sessions.delete(digestOf(id)),
  };
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
