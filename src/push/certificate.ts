// A push certificate (git-push(1), --signed): the one proof of who pushed that does not rest on the server's
// word (fact 11). git keeps it in a blob that nothing refers to, so the journal takes it over.
import type { PushCertificate } from '../journal/entry.ts';
import { parseOid } from '../ref/oid.ts';
import type { Repository } from './repository.ts';

/** Ten thousand refs fit. */
const MOST_BYTES = 4 * 1024 * 1024;
const LONGEST_WORD = 200;

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads what receive-pack says of the push's certificate (githooks(5), pre-receive), and the certificate. */
export async function readCertificate(
  environment: Environment,
  repository: Pick<Repository, 'readBlob'>,
): Promise<PushCertificate | undefined> {
  const blob = parseOid(environment['GIT_PUSH_CERT'] ?? '');
  if (blob === undefined) return undefined;
  const word = (name: string): string => (environment[`GIT_PUSH_CERT_${name}`] ?? '').slice(0, LONGEST_WORD);
  const bytes = await repository.readBlob(blob, MOST_BYTES);
  return {
    blob,
    status: word('STATUS'),
    nonceStatus: word('NONCE_STATUS'),
    signer: word('SIGNER'),
    key: word('KEY'),
    ...(bytes === undefined ? {} : { content: bytes.toString('base64') }),
  };
}

/** Returns whose signature is good, and fresh by a nonce of this server; else what is wrong. */
export function signerOf(environment: Environment): { readonly name: string } | { readonly problem: string } {
  if (parseOid(environment['GIT_PUSH_CERT'] ?? '') === undefined)
    return { problem: 'the push is not signed; sign it: git push --signed' };
  const { GIT_PUSH_CERT_STATUS: status = 'N', GIT_PUSH_CERT_NONCE_STATUS: nonce = 'MISSING' } = environment;
  const name = environment['GIT_PUSH_CERT_SIGNER'] ?? '';
  // For an ssh key that nobody knows the status is G as well, and the signer is empty (git 2.39.5).
  if (status === 'G' && name === '')
    return {
      problem: "the push is signed with a key that is nobody's here (see gpg.ssh.allowedSignersFile)",
    };
  if (status !== 'G')
    return { problem: `the signature of the push is not good: its status is "${status}" (git-log(1), %G?)` };
  if (nonce !== 'OK' && nonce !== 'SLOP')
    return {
      problem: `the push certificate is not fresh: its nonce is ${nonce} (see receive.certNonceSeed)`,
    };
  return { name };
}
