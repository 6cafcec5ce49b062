// Connections for HTTP (RFC 9110), as all of andon makes them: answers have a limit, and nothing of the environment
// has a say. Loaded where a request is made and nowhere else: undici takes longer to load than most pushes to judge.
import { getCACertificates } from 'node:tls';
import { Agent } from 'undici';

/** Opens what requests to one URL go through; the caller destroys it. Redirects are never followed. */
export function openAgent(url: string, { mostBytes }: { readonly mostBytes: number }): Agent {
  return new Agent({
    maxResponseSize: mostBytes,
    // Servers inside a company are often certified by its own authority, which the system knows and Node does
    // not; NODE_EXTRA_CA_CERTS, which could say it, and NODE_TLS_REJECT_UNAUTHORIZED are the environment's, and
    // that may be a pusher's.
    connect: url.startsWith('https:')
      ? { rejectUnauthorized: true, ca: [...getCACertificates('bundled'), ...getCACertificates('system')] }
      : {},
  });
}
