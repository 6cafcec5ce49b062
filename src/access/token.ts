// A token: what a program or a person shows to the server, and what that lets them do. Its text is shown once; what is
// kept of it is a digest. It stands for 256 random bits, so that no dictionary and no salt matter.
import type { LineName } from '../line/line-name.ts';

/**
 * What a token is for: read; admit and settle pushes, as a git host does; report builds and alerts, as a CI and a
 * monitor do; stop lines; resume them, with all that changes a stop; everything.
 */
export const SCOPES = ['read', 'push', 'report', 'stop', 'resume', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** What is said of a token when it is made; times are ISO 8601 in UTC. */
export interface TokenFacts {
  /** Its public part. */
  readonly token: string;
  /** Who it is: the name that what it does is put down to. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** The lines it is for; absent for all. */
  readonly lines?: readonly LineName[];
  readonly expiresAt?: string;
  /** SHA-256 of its secret part, in hex. */
  readonly digest: string;
}

/** A token as it stands now. */
export interface Token extends TokenFacts {
  readonly created: { readonly by: string; readonly at: string };
  readonly revoked?: { readonly by: string; readonly at: string };
}

/** What the text of a token holds. */
export interface TokenText {
  readonly token: string;
  readonly secret: string;
}

/** Bytes of the public and of the secret part. */
export const TOKEN_BYTES = { token: 6, secret: 32 } as const;

const TEXT = /^andon_(?<token>[0-9a-f]{12})_(?<secret>[0-9a-f]{64})$/;

export function formatToken({ token, secret }: TokenText): string {
  return `andon_${token}_${secret}`;
}

/** Takes the text of a token apart; undefined for what is none. */
export function parseToken(text: string): TokenText | undefined {
  const { token, secret } = TEXT.exec(text)?.groups ?? {};
  return token === undefined || secret === undefined ? undefined : { token, secret };
}

/** Why a token opens nothing at `now` (ISO 8601); undefined for one that does. */
export function whyClosed({ revoked, expiresAt }: Token, now: string): 'revoked' | 'expired' | undefined {
  if (revoked !== undefined) return 'revoked';
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : undefined;
}

/** What each scope lets do beside itself. Who may do anything may look. */
const INCLUDES: Readonly<Record<Scope, readonly Scope[]>> = {
  read: [],
  push: ['read', 'report', 'stop', 'resume'],
  report: ['read'],
  stop: ['read'],
  resume: ['read', 'stop'],
  admin: ['read', 'push', 'report', 'stop', 'resume'],
};

/** Tells whether one of some scopes lets do what another is for. */
export function allows(scopes: readonly Scope[], wanted: Scope): boolean {
  return scopes.some((scope) => scope === wanted || INCLUDES[scope].includes(wanted));
}

/** Tells whether whoever has one of some scopes speaks for others: a git host says who pushes, and who runs its command. */
export function speaksForOthers(scopes: readonly Scope[]): boolean {
  return scopes.some((scope) => scope === 'push' || scope === 'admin');
}
