// Lets nobody in who may not: each route of the API says the scope that it takes. Pages have a guard of their own.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { allows } from '../access/token.ts';
import type { Scope } from '../access/token.ts';
import { AndonError } from '../text/andon-error.ts';
import type { App } from './app.ts';
import { ANYBODY, identify, requireScope } from './caller.ts';
import type { Caller } from './caller.ts';
import type { TakeTurn } from './limit-rates.ts';
import type { ServerTools } from './server-tools.ts';
import type { Doorman } from './turn-away.ts';

/** Asks one request for its token. */
export type AskForToken = (request: FastifyRequest, reply: FastifyReply, scope: Scope) => Promise<void>;

export interface AccessGuards {
  readonly doorman: Doorman;
  readonly takeTurn: TakeTurn;
}

/** Asks each request to the API for its token; returns what asks one. */
export function guardAccess(
  app: App,
  tools: Pick<ServerTools, 'access' | 'now' | 'anonymousRead'>,
  { doorman: { requirePatience, deny }, takeTurn }: AccessGuards,
): AskForToken {
  const ask: AskForToken = async (request, reply, scope) => {
    const found = await identify(request.headers.authorization, tools);
    if (found.kind === 'known') request.caller = found.caller;
    await takeTurn(request, reply);
    if (found.kind === 'known') {
      const { scopes, token } = found.caller;
      if (!allows(scopes, scope)) {
        requirePatience(request, reply);
        await deny(request, { why: 'scope', token, wanted: scope });
      }
      requireScope(found.caller, scope);
      return;
    }
    if (found.kind === 'none' && tools.anonymousRead && scope === 'read') return;
    // Whoever has a token that opens need not wait for others at the same address who have none.
    requirePatience(request, reply);
    void reply.header('www-authenticate', 'Bearer');
    if (found.kind === 'denied') await deny(request, { why: found.why, token: found.token, wanted: scope });
    throw new AndonError('token-missing', 'This takes a token that is known and in force', {
      kind: 'usage',
      hints: [
        'Send it: Authorization: Bearer andon_...',
        `Make one: andon token create --name NAME --scope ${scope}`,
      ],
    });
  };
  app.decorateRequest('caller', undefined as unknown as Caller);
  app.addHook('onRequest', async (request, reply) => {
    const { scope, isPage = false } = request.routeOptions.config;
    request.caller = ANYBODY;
    if (isPage) return;
    if (scope === undefined) await takeTurn(request, reply);
    else await ask(request, reply, scope);
  });
  return ask;
}
