// Who is logged in, kept where all servers of a database find it. A session is no more than its token, and ends with it.
import { randomBytes } from 'node:crypto';
import type { AccessStore } from '../access/access-store.ts';
import { digestOf } from '../push/digest-of.ts';
import { judgeToken } from './caller.ts';
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
  readonly open: (token: string) => Promise<string>;
  /** Finds the session of a cookie, and who that is now. */
  readonly find: (id: string) => Promise<{ session: Session; caller: Caller } | undefined>;
  readonly close: (id: string) => Promise<void>;
}

interface Rows {
  readonly get: (key: string) => string | undefined;
  readonly list: () => readonly { readonly key: string; readonly value: string }[];
}

interface WritableRows extends Rows {
  readonly put: (key: string, value: string) => void;
  readonly remove: (key: string) => void;
}

/** Where sessions are kept, as text. */
export interface SessionRows {
  readonly read: <T>(work: (rows: Rows) => T) => Promise<T>;
  readonly write: <T>(work: (rows: WritableRows) => T) => Promise<T>;
}

/** A session that nobody uses for so long is over; a page that is open uses it. */
const LONGEST_IDLE_MS = 12 * 3_600_000;
/** That it was used is written so often, and not at each look. */
const NOTED_MS = 10 * 60_000;
/** Those that were not used for longest make way: of the same token, and of all. */
const MOST_OF_ONE = 20;
const MOST_SESSIONS = 10_000;

export function newSessions({
  access,
  sessions,
  now,
}: {
  readonly access: Pick<AccessStore, 'find'>;
  readonly sessions: SessionRows;
  readonly now: () => number;
}): Sessions {
  const isIdle = ({ usedAtMs }: Session): boolean => usedAtMs + LONGEST_IDLE_MS <= now();
  const makeWay = (rows: WritableRows, token: string): void => {
    const known = rows.list().map(({ key, value }) => ({ key, session: parse(value) }));
    const kept = known
      .filter(({ session }) => !isIdle(session))
      .sort((a, b) => b.session.usedAtMs - a.session.usedAtMs);
    const own = kept.filter(({ session }) => session.token === token).slice(MOST_OF_ONE - 1);
    const isKept = new Set(kept.slice(0, MOST_SESSIONS - 1).map(({ key }) => key));
    for (const { key } of own) isKept.delete(key);
    for (const { key } of known) if (!isKept.has(key)) rows.remove(key);
  };
  return {
    async open(token) {
      const id = newSecret();
      const session: Session = { token, formToken: newSecret(), usedAtMs: now() };
      await sessions.write((rows) => {
        makeWay(rows, token);
        // By digest: who can read the database can be nobody else, and how long a look-up takes tells nothing.
        rows.put(digestOf(id), JSON.stringify(session));
      });
      return id;
    },
    async find(id) {
      const key = digestOf(id);
      const text = await sessions.read((rows) => rows.get(key));
      if (text === undefined) return undefined;
      const session = parse(text);
      const token = await access.find(session.token);
      const found = token === undefined ? undefined : judgeToken(token, now());
      if (found?.kind !== 'known' || isIdle(session)) {
        await sessions.write((rows) => rows.remove(key));
        return undefined;
      }
      if (session.usedAtMs + NOTED_MS <= now())
        await sessions.write((rows) => {
          // Whoever has logged out meanwhile stays so.
          if (rows.get(key) !== undefined) rows.put(key, JSON.stringify({ ...session, usedAtMs: now() }));
        });
      return { session, caller: found.caller };
    },
    close: async (id) => sessions.write((rows) => rows.remove(digestOf(id))),
  };
}

function parse(text: string): Session {
  return JSON.parse(text) as Session;
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
