// Turns away who may not: on record as often as is of use, and who tries and tries has to wait.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Denial } from '../access/event.ts';
import type { Scope } from '../access/token.ts';
import { AndonError } from '../text/andon-error.ts';
import { newDenials } from './denials.ts';
import type { ServerTools } from './server-tools.ts';

export interface Denied {
  readonly why: Denial;
  readonly token: string | undefined;
  readonly wanted?: Scope;
  /** What was asked for, where the route does not say it all. */
  readonly path?: string;
  /** Who has to wait for having tried too often; the address unless said. */
  readonly waits?: string;
}

export interface Doorman {
  /** @throws {AndonError} `too-many-requests` where the address was turned away too often */
  readonly requirePatience: (request: FastifyRequest, reply: FastifyReply) => void;
  /** Counts one who was turned away, and puts it on record. */
  readonly deny: (request: FastifyRequest, denied: Denied) => Promise<void>;
}

/** Begins to count; the API and the pages of a server share one. */
export function newDoorman({ access, live, now }: Pick<ServerTools, 'access' | 'live' | 'now'>): Doorman {
  const denials = newDenials(now);
  return {
    requirePatience(request, reply) {
      const waitSeconds = denials.waitOf(request.ip);
      if (waitSeconds === 0) return;
      void reply.header('retry-after', waitSeconds);
      throw new AndonError(
        'too-many-requests',
        'Too many requests from here had no right to what they asked for',
        { kind: 'usage', hints: [`Try again in ${waitSeconds} seconds`] },
      );
    },
    async deny(request, { why, token, wanted, path, waits = request.ip }) {
      if (!denials.count(waits)) return;
      await access.deny({
        why,
        ...(token === undefined ? {} : { token }),
        address: request.ip,
        request: `${request.method} ${path ?? request.routeOptions.url ?? request.url}`.slice(0, 200),
        ...(wanted === undefined ? {} : { wanted }),
      });
      live.nudge();
    },
  };
}
