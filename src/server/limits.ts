// How much of the server one caller may have, and all of them together.
import { normalizeIP } from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';

export interface Limits {
  /** Of one token that reads; those that write and those without a token have shares of it. */
  readonly requestsPerSecond: number;
  /** Streams of events that are open at once. */
  readonly streams: number;
  readonly streamsOfOne: number;
}

/**
 * What holds unless the admin says otherwise. A git host with hundreds of pushes a second is as welcome as a wall of
 * screens that share a token; what is kept out is a loop that nobody meant.
 */
export const LIMITS: Limits = { requestsPerSecond: 2_000, streams: 5_000, streamsOfOne: 1_000 };

/** An address of IPv6 stands for its network, of which whoever has one address has all. */
const IPV6_NETWORK_BITS = 64;

/** Tells callers apart: by their token, or by where they are. */
export function keyOfCaller({ caller, ip }: FastifyRequest): string {
  return caller.token ?? normalizeIP(ip, IPV6_NETWORK_BITS);
}
