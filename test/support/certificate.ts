// A certificate that nobody has signed but its own key, in files as an admin has them.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryFolder } from './engines.ts';

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Makes a key, and a certificate for `name` such as `IP:127.0.0.1`. */
export function makeCertificate(name = 'IP:127.0.0.1'): Certificate {
  const folder = temporaryFolder();
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const words = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=andon';
  const more = ['-addext', `subjectAltName=${name}`, '-keyout', key, '-out', cert];
  const made = spawnSync('openssl', [...words.split(' '), ...more], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`openssl failed: ${made.stderr}`);
  return { cert, key };
}
