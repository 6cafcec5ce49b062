// Why a connection to a server failed, and the way out of it: who reads that has a terminal on the git host.
import { systemCodeOf } from '../text/andon-error.ts';

export interface Failure {
  readonly kind: 'failed';
  /** A clause that can follow a colon. */
  readonly problem: string;
  readonly hints: readonly string[];
  /** Whether asking again may help. */
  readonly isPassing: boolean;
}

export interface Tried {
  readonly url: URL;
  /** Where the certificates are from that are trusted, if not from the system. */
  readonly caFile?: string | undefined;
}

/** Nobody whom we trust has signed what the server shows. */
const UNTRUSTED: readonly string[] = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];
const UNTIMELY: readonly string[] = ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'];
/** What comes is no TLS at all. */
const NO_TLS = /wrong version number|packet length too long/;

/** Says what is wrong by the error that a request ended with. */
export function describeFailure(error: unknown, { url, caFile }: Tried): Failure {
  const code = systemCodeOf(error) ?? 'internal error';
  const failed = (problem: string, ...hints: readonly string[]): Failure => ({
    kind: 'failed',
    problem: `${problem} (${code})`,
    hints,
    isPassing: false,
  });
  if (UNTRUSTED.includes(code))
    return failed(
      'its certificate is signed by nobody who is trusted here',
      caFile === undefined
        ? 'Name the certificate that signs it in andon.yaml: caFile: /etc/andon/ca.pem'
        : `See that "${caFile}" has the certificate that signs it, in PEM`,
    );
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return failed(
      `its certificate is not for "${url.hostname}"${describeNames(error)}`,
      'Call it by a name of its certificate in andon.yaml: store: https://NAME',
    );
  if (UNTIMELY.includes(code))
    return failed(
      `its certificate ${code === 'CERT_HAS_EXPIRED' ? 'has expired' : 'is not in force yet'}`,
      'Renew it on the server, or set the clock of this machine',
    );
  if (error instanceof Error && NO_TLS.test(error.message))
    return failed(
      'it speaks no TLS',
      `Where it speaks http, say so in andon.yaml: store: http://${url.host}`,
    );
  return {
    ...failed('the connection failed', ...hintsOf(code, url)),
    isPassing: !/^(?:HPE_|ERR_|EPROTO)/.test(code),
  };
}

function hintsOf(code: string, url: URL): readonly string[] {
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return [`See whether the name is known here: getent hosts ${url.hostname}`];
  // A server of TLS hangs up on what is none, or says so in its own words.
  return url.protocol === 'http:' && (code === 'ECONNRESET' || code.startsWith('HPE_'))
    ? [readyHint(url), `Where it speaks https, say so in andon.yaml: store: https://${url.host}`]
    : [readyHint(url)];
}

/** Names what is asked where nothing else is known. */
export function readyHint({ origin }: URL): string {
  return `See whether it runs: curl ${origin}/readyz`;
}

function describeNames(error: unknown): string {
  const cert = error instanceof Error && 'cert' in error ? error.cert : undefined;
  const names =
    cert !== null && typeof cert === 'object' && 'subjectaltname' in cert ? cert.subjectaltname : '';
  return typeof names === 'string' && names !== '' ? `, but for ${names.slice(0, 200)}` : '';
}
