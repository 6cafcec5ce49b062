// Has git verify signatures, with the keys and the settings of the server: gpg, ssh and x509 alike.
import type { CommitSignature } from '../push/repository.ts';
import { parseOid } from '../ref/oid.ts';
import type { Oid } from '../ref/oid.ts';
import { gitFailure } from './run-git.ts';
import type { Git } from './run-git.ts';

const FORMAT = '%H%x00%G?%x00%GS%x00%GK';
const FIELDS = 4;

/** Verifies commits, one git process for all of them. */
export function readSignatures(git: Git, oids: readonly Oid[]): ReadonlyMap<Oid, CommitSignature> {
  const found = new Map<Oid, CommitSignature>();
  if (oids.length === 0) return found;
  const args = ['log', '-z', '--no-walk=unsorted', '--no-show-signature', `--format=${FORMAT}`, '--stdin'];
  const { code, stdout, stderr } = git.run(args, { input: `${oids.join('\n')}\n` });
  if (code !== 0) throw gitFailure(args, stderr);
  const fields = stdout.toString('utf8').split('\0');
  for (let at = 0; at + FIELDS <= fields.length; at += FIELDS) {
    const [id = '', status = '', signer = '', key = ''] = fields.slice(at, at + FIELDS);
    const oid = parseOid(id);
    if (oid !== undefined) found.set(oid, { status, signer, key });
  }
  return found;
}
