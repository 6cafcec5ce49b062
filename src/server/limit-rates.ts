// Has each who asks wait for the next second, once there was too much of it in this one. Whoever has no right to what
// it asks for has to wait for longer (turn-away.ts).
import rateLimit from '@fastify/rate-limit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AndonError } from '../text/andon-error.ts';
import type { App } from './app.ts';
import { keyOfCaller } from './limits.ts';
import type { Limits } from './limits.ts';

/** Counts a request. @throws {AndonError} `too-many-requests` */
export type TakeTurn = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** A write costs a transaction on disk. Of those without a token many may be behind one address, and some are nobody. */
const SHARES = { read: 1, write: 0.5, anybody: 0.25 } as const;

/** Begins to count; who asks has to be known when a request takes its turn. */
export async function limitRates(
  app: App,
  { requestsPerSecond }: Pick<Limits, 'requestsPerSecond'>,
): Promise<TakeTurn> {
  // A short window, so that a hook that is told to wait can.
  await app.register(rateLimit, { global: false, timeWindow: 1_000, keyGenerator: keyOfCaller });
  const count = (share: number) =>
    app.createRateLimit({ max: Math.max(1, Math.floor(requestsPerSecond * share)) });
  const counts = {
    read: count(SHARES.read),
    write: count(SHARES.write),
    anybody: count(SHARES.anybody),
  };
  return async (request, reply) => {
    const policy = policyOf(request);
    const turn = await counts[policy](request);
    if (turn.isAllowed) return;
    const { max, remaining, ttlInSeconds: seconds } = turn;
    // To say so each time would cost more than to count.
    if (remaining > max / 2) return;
    // draft-ietf-httpapi-ratelimit-headers-10; what the library itself would send is of draft 06.
    void reply.headers({
      'ratelimit-policy': `"${policy}";q=${max};w=1`,
      ratelimit: `"${policy}";r=${remaining};t=${seconds}`,
    });
    if (!turn.isExceeded) return;
    void reply.header('retry-after', seconds);
    throw new AndonError(
      'too-many-requests',
      `Too many requests from one caller: it may make ${max} a second`,
      {
        kind: 'usage',
        hints: [`Try again in ${seconds} s`, 'Let callers ask for more: andon serve --rate-limit N'],
      },
    );
  };
}

function policyOf({ caller, method }: FastifyRequest): keyof typeof SHARES {
  if (caller.token === undefined) return 'anybody';
  return method === 'GET' || method === 'HEAD' ? 'read' : 'write';
}
