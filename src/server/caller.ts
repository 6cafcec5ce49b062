// Who asks, and what that lets them do.
import type { AccessStore } from '../access/access-store.ts';
import type { Denial } from '../access/event.ts';
import { allows, parseToken, speaksForOthers, whyClosed } from '../access/token.ts';
import type { Scope, Token } from '../access/token.ts';
import type { LineName } from '../line/line-name.ts';
import { isDigestOf } from './is-same.ts';
import { AndonError } from '../text/andon-error.ts';
import { formatTime } from '../text/utc-time.ts';

export interface Caller {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** The lines that it may see and act on; absent for all. */
  readonly lines?: readonly LineName[];
  /** The public part of the token. */
  readonly token?: string;
}

/** Somebody without a token, where such may look. */
export const ANYBODY: Caller = { name: 'anybody', scopes: ['read'] };

export type Identified =
  | { readonly kind: 'known'; readonly caller: Caller }
  | { readonly kind: 'none' }
  | { readonly kind: 'denied'; readonly why: Denial; readonly token?: string };

/** Finds out whose token an Authorization header holds (RFC 6750). */
export async function identify(
  header: string | undefined,
  { access, now }: { readonly access: AccessStore; readonly now: () => number },
): Promise<Identified> {
  if (header === undefined) return { kind: 'none' };
  const [scheme = '', text = ''] = header.split(' ', 2);
  const parsed = scheme.toLowerCase() === 'bearer' ? parseToken(text) : undefined;
  if (parsed === undefined) return { kind: 'denied', why: 'unknown' };
  const token = await access.find(parsed.token);
  // One that is not there takes as long as one that is.
  const isRight = isDigestOf(token?.digest ?? '0'.repeat(64), parsed.secret);
  if (token === undefined) return { kind: 'denied', why: 'unknown', token: parsed.token };
  if (!isRight) return { kind: 'denied', why: 'wrong', token: parsed.token };
  return judgeToken(token, now());
}

/** Tells whether a token is in force, and whose it is. */
export function judgeToken(token: Token, nowMs: number): Exclude<Identified, { kind: 'none' }> {
  const why = whyClosed(token, formatTime(nowMs));
  if (why !== undefined) return { kind: 'denied', why, token: token.token };
  const { name, scopes, lines } = token;
  return {
    kind: 'known',
    caller: { name, scopes, ...(lines === undefined ? {} : { lines }), token: token.token },
  };
}

/** Who does what a request asks for: a git host says so, all others are who their token says. */
export function actorOf(caller: Caller, given: string | undefined): string {
  return given !== undefined && speaksForOthers(caller.scopes) ? given : caller.name;
}

/** @throws {AndonError} `access-denied` for a line that the token is not for */
export function requireLines({ lines, name }: Caller, wanted: Iterable<LineName>): void {
  if (lines === undefined) return;
  for (const line of wanted)
    if (!lines.includes(line))
      throw new AndonError('access-denied', `The token of ${name} is not for line ${line}`, {
        kind: 'usage',
        hints: [`It is for: ${lines.join(', ')}`],
      });
}

/** @throws {AndonError} `access-denied` for a token of some lines only: the journal is about all of them */
export function requireAll({ lines, name }: Caller): void {
  if (lines === undefined) return;
  throw new AndonError(
    'access-denied',
    `The token of ${name} is for some lines only, and this is about all`,
    {
      kind: 'usage',
      hints: ['Make one for all lines: andon token create --name NAME --scope read'],
    },
  );
}

/** Tells whether a caller may see a line. */
export function maySee({ lines }: Caller, line: LineName): boolean {
  return lines === undefined || lines.includes(line);
}

/** @throws {AndonError} `access-denied` */
export function requireScope({ scopes, name }: Caller, wanted: Scope): void {
  if (allows(scopes, wanted)) return;
  throw new AndonError('access-denied', `The token of ${name} has no scope "${wanted}"`, {
    kind: 'usage',
    hints: [`It has: ${scopes.join(', ')}`, `Make one: andon token create --name NAME --scope ${wanted}`],
  });
}
