// Reads what a server shows to prove who it is, and says which file it is that will not do.
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { SecureContextOptions } from 'node:tls';
import { systemCodeOf } from '../text/andon-error.ts';
import { invalid } from '../text/invalid.ts';

export interface TlsFiles {
  readonly certFile: string;
  readonly keyFile: string;
}

export interface TlsTexts {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** Reads both files. @throws {AndonError} `value-invalid` where they are not a certificate and its key */
export function readTls({ certFile, keyFile }: TlsFiles): TlsTexts {
  const texts = { cert: readOf(certFile, '--tls-cert'), key: readOf(keyFile, '--tls-key') };
  const { cert, key } = texts;
  if (!isUsable({ cert }))
    throw invalid(`"${certFile}" has no certificate in PEM`, 'Have --tls-cert name the chain, its own first');
  if (!isUsable({ key }))
    throw invalid(
      `"${keyFile}" has no private key in PEM that can be read without a password`,
      `See what is wrong with it: openssl pkey -noout -in ${keyFile}`,
    );
  if (!isUsable(texts))
    throw invalid(
      `"${keyFile}" is not the key of "${certFile}"`,
      'Have --tls-key name the key that the certificate was made for',
    );
  return texts;
}

function readOf(file: string, flag: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === undefined) throw error;
    throw invalid(
      `"${file}" cannot be read (${code})`,
      `Have ${flag} name a file that the user who runs this may read`,
    );
  }
}

function isUsable(options: SecureContextOptions): boolean {
  try {
    createSecureContext(options);
    return true;
  } catch (error) {
    if (systemCodeOf(error) === undefined) throw error;
    return false;
  }
}
