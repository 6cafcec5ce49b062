// Lets nobody in who may not: each route says the scope that it takes. Who is turned away is on record, as often as
// is of use, and who tries and tries has to wait.
import type { FastifyRequest } from 'fastify';
import type { Denial } from '../access/event.ts';
import { allows } from '../access/token.ts';
import type { Scope } from '../access/token.ts';
import { AndonError } from '../text/andon-error.ts';
import type { App } from './app.ts';
import { ANYBODY, identify, requireScope } from './caller.ts';
import type { Caller } from './caller.ts';
import { newDenials } from './denials.ts';
import type { ServerTools } from './server-tools.ts';

/** Puts on record that a request was turned away, as often as is of use. */
export type Deny = (
  request: FastifyRequest,
  why: Denial,
  about: {
    readonly token?: string | undefined;
    readonly wanted: Scope;
    /** Who has to wait for having tried too often; the address unless said. */
    readonly waits?: string;
  },
) => Promise<void>;

/** Asks each request for its token; returns what routes turn away with that ask for something else. */
export function guardAccess(
  app: App,
  tools: Pick<ServerTools, 'access' | 'now' | 'anonymousRead' | 'live'>,
): Deny {
  const denials = newDenials(tools.now);
  app.decorateRequest('caller', undefined as unknown as Caller);
  app.addHook('onRequest', async (request, reply) => {
    const { scope } = request.routeOptions.config;
    request.caller = ANYBODY;
    if (scope === undefined) return;
    const waitSeconds = denials.waitOf(request.ip);
    if (waitSeconds > 0) {
      void reply.header('retry-after', waitSeconds);
      throw new AndonError(
        'too-many-requests',
        'Too many requests from here had no right to what they asked for',
        {
          kind: 'usage',
          hints: [`Try again in ${waitSeconds} seconds`],
        },
      );
    }
    const found = await identify(request.headers.authorization, tools);
    if (found.kind === 'known') {
      request.caller = found.caller;
      if (!allows(found.caller.scopes, scope))
        await deny(request, 'scope', { token: found.caller.token, wanted: scope });
      requireScope(found.caller, scope);
      return;
    }
    if (found.kind === 'none' && tools.anonymousRead && scope === 'read') return;
    void reply.header('www-authenticate', 'Bearer');
    if (found.kind === 'denied') await deny(request, found.why, { token: found.token, wanted: scope });
    throw new AndonError('token-missing', 'This takes a token that is known and in force', {
      kind: 'usage',
      hints: ['Send it: Authorization: Bearer andon_...', `Make one: andon token create --scope ${scope}`],
    });
  });

  const deny: Deny = async (request, why, { token, wanted, waits = request.ip }) => {
    if (!denials.count(waits)) return;
    await tools.access.deny({
      why,
      ...(token === undefined ? {} : { token }),
      address: request.ip,
      request: `${request.method} ${request.routeOptions.url ?? request.url}`.slice(0, 200),
      wanted,
    });
    tools.live.nudge();
  };
  return deny;
}
