// Reads what a git host shows to its server, and what it believes it by: the token, and the certificates.
import { readFileSync } from 'node:fs';
import { parseToken } from '../access/token.ts';
import type { ServerPolicy } from '../push/policy.ts';
import { readSource } from '../secret/read-source.ts';
import type { Environment } from '../secret/read-source.ts';
import { AndonError, systemCodeOf } from '../text/andon-error.ts';
import { MAKE_ONE } from './read-answer.ts';

export const TOKEN_VARIABLE = 'ANDON_TOKEN';

export interface Trust {
  /** The text of the token. */
  readonly token: string;
  /** The file, or the variable, that it is from. */
  readonly tokenPlace: string;
  readonly trusted?: { readonly file: string; readonly pem: string };
}

/** Reads both. @throws {AndonError} `store-unavailable` where the server cannot be asked with what is there */
export function readTrust(server: ServerPolicy, environment: Environment): Trust {
  const { tokenFile, caFile } = server;
  const tokenPlace = tokenFile === undefined ? TOKEN_VARIABLE : `"${tokenFile}"`;
  const source = tokenFile === undefined ? { env: TOKEN_VARIABLE } : { file: tokenFile };
  const read = readSource(source, environment);
  const putIt =
    tokenFile === undefined
      ? `put it into a file, and name that in andon.yaml: tokenFile: /etc/andon/token`
      : `put it into ${tokenPlace}, readable to the user that the hooks run as`;
  if (read.kind === 'unreadable') throw unusable(server, read.problem, `${MAKE_ONE}; ${putIt}`);
  // What else it may be goes to nobody, and could be no header of HTTP.
  if (parseToken(read.text) === undefined)
    throw unusable(server, `${tokenPlace} has no token of andon, andon_ID_SECRET`, `${MAKE_ONE}; ${putIt}`);
  return {
    token: read.text,
    tokenPlace,
    ...(caFile === undefined ? {} : { trusted: { file: caFile, pem: readPem(caFile, server) } }),
  };
}

/** Node takes a file without a certificate for none at all, and the server's is then believed by nobody. */
function readPem(file: string, server: ServerPolicy): string {
  const hint = 'Put the certificate there that signs the one of the server, in PEM; or leave caFile out';
  try {
    const pem = readFileSync(file, 'utf8');
    if (pem.includes('-----BEGIN CERTIFICATE-----')) return pem;
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    throw unusable(server, `"${file}" cannot be read (${code})`, hint);
  }
  throw unusable(server, `"${file}" has no certificate in PEM`, hint);
}

function unusable({ url }: ServerPolicy, problem: string, hint: string): AndonError {
  return new AndonError('store-unavailable', `The server ${url} cannot be asked: ${problem}`, {
    kind: 'unavailable',
    hints: [hint],
  });
}
