// The server's own words for Fastify: an app whose routes have zod schemas, a scope each, and a caller.
import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Scope } from '../access/token.ts';
import type { Caller } from './caller.ts';
import { digestOf } from '../push/digest-of.ts';
import type { Session } from './sessions.ts';
import type { RequestKey } from './server-tools.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What it takes to ask for this; absent where anybody may. */
    scope?: Scope;
    /** A page for people: who asks is told by a session, and not by a header. */
    isPage?: true;
  }
  interface FastifyRequest {
    /** Who asks. */
    caller: Caller;
    /** Of pages alone, and there of those who are logged in. */
    session?: Session;
  }
}

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** Returns what a client calls its request, so that it may make it again (draft-ietf-httpapi-idempotency-key-header). */
export function keyOf({ headers, method, url, body, caller }: FastifyRequest): RequestKey | undefined {
  const key = headers['idempotency-key'];
  if (typeof key !== 'string' || key === '' || key.length > 255) return undefined;
  return {
    key: `${caller.token ?? '-'} ${key}`,
    fingerprint: digestOf(`${method} ${url}\n${JSON.stringify(body)}`),
  };
}
