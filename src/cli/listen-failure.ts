// Why a server cannot listen where it is told to, and the way out.
import { systemCodeOf } from '../text/andon-error.ts';
import type { AndonError } from '../text/andon-error.ts';
import { invalid } from '../text/invalid.ts';

export interface ListenPlace {
  readonly host: string;
  readonly port: number;
}

/** Says why listening failed; undefined for whatever else went wrong. */
export function listenFailure(error: unknown, { host, port }: ListenPlace): AndonError | undefined {
  const code = systemCodeOf(error);
  const call = error instanceof Error && 'syscall' in error ? error.syscall : undefined;
  if (code === undefined || (call !== 'listen' && call !== 'bind' && call !== 'getaddrinfo'))
    return undefined;
  const place = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  switch (code) {
    case 'EADDRINUSE':
      return invalid(
        `Another process listens on ${place}`,
        `See which: ss -ltnp 'sport = :${port}'; or take another port: --listen`,
      );
    case 'EADDRNOTAVAIL':
      return invalid(`"${host}" is no address of this machine`, 'See them: ip -brief address');
    case 'EACCES':
      return invalid(
        `Only root may listen on port ${port}`,
        'Take one from 1024 on, with a proxy in front; or AmbientCapabilities=CAP_NET_BIND_SERVICE in a unit of systemd',
      );
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return invalid(
        `The name "${host}" is not known here (${code})`,
        'Listen on an address: --listen 127.0.0.1:7676',
      );
    default:
      return invalid(`Nothing can listen on ${place} (${code})`, 'Such as 127.0.0.1:7676, or [::1]:7676');
  }
}
