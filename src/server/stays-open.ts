// Whether whoever watches may go on: a stream outlives the moment in which it was asked for.
import type { FastifyRequest } from 'fastify';
import type { AccessStore } from '../access/access-store.ts';
import { openEntry } from '../journal/chain.ts';
import type { StoredEntry } from '../journal/entry.ts';
import { judgeToken } from './caller.ts';
import { readSessionCookie } from './session-cookie.ts';
import type { Sessions } from './sessions.ts';

export interface StayTools {
  readonly access: Pick<AccessStore, 'find'>;
  readonly sessions: Pick<Sessions, 'find'>;
  readonly now: () => number;
}

/** Tells whether the token, or the session, that a stream was opened with is still in force. */
export async function staysOpen(
  request: FastifyRequest,
  { access, sessions, now }: StayTools,
): Promise<boolean> {
  if (request.session !== undefined)
    return (await sessions.find(readSessionCookie(request) ?? '')) !== undefined;
  if (request.caller.token === undefined) return true;
  const token = await access.find(request.caller.token);
  return token !== undefined && judgeToken(token, now()).kind === 'known';
}

/** Tells whether one of some entries says that a token opens nothing any more. */
export function isRevokedIn(entries: readonly StoredEntry[], token: string | undefined): boolean {
  return (
    token !== undefined &&
    entries.some((stored) => {
      // Nearly all are about something else, and need not be taken apart for each who watches.
      if (!stored.body.includes(token)) return false;
      const entry = openEntry(stored);
      return entry.kind === 'token.revoked' && entry.token === token;
    })
  );
}
