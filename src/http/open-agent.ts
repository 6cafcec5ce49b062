// Connections for HTTP (RFC 9110), as all of andon makes them: answers have a limit, and nothing of the environment
// has a say. Loaded where a request is made and nowhere else: undici takes longer to load than most pushes to judge.
import { getCACertificates } from 'node:tls';
import type { LookupFunction } from 'node:net';
import { Agent } from 'undici';

export interface AgentOptions {
  /** The longest answer. */
  readonly mostBytes: number;
  /** Resolves names; the system's own where there is none. */
  readonly lookup?: LookupFunction;
  /** Ends all that goes through it. */
  readonly signal: AbortSignal;
}

/**
 * Opens what requests to one URL go through. The caller destroys it, and does not wait for that: a name that is
 * still being resolved would hold it up past every deadline.
 */
export function openAgent(url: string, { mostBytes, lookup, signal }: AgentOptions): Agent {
  const resolving = lookup === undefined ? {} : { lookup };
  const agent = new Agent({
    maxResponseSize: mostBytes,
    connect: url.startsWith('https:')
      ? { rejectUnauthorized: true, ca: trustedAuthorities(), ...resolving }
      : resolving,
  });
  // undici tells a request that its signal was aborted once it is connected, and not before.
  const release = (): void => void agent.destroy();
  if (signal.aborted) release();
  signal.addEventListener('abort', release);
  return agent;
}

/**
 * The certificates of the authorities that are trusted. Servers inside a company are often certified by its own
 * authority, which the system knows and Node does not; NODE_EXTRA_CA_CERTS, which could say it, and
 * NODE_TLS_REJECT_UNAUTHORIZED are the environment's, and that may be a pusher's.
 */
export function trustedAuthorities(): string[] {
  return [...getCACertificates('bundled'), ...getCACertificates('system')];
}
