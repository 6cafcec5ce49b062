// Tells which objects are tags, and which of those are signed: two git processes, however many there are.
import type { TagObject } from '../push/repository.ts';
import { parseOid } from '../ref/oid.ts';
import type { Oid } from '../ref/oid.ts';
import type { Git } from './run-git.ts';

/** Where a signature begins (gitformat-signature(5)): behind the message, or in a header. */
const SIGNATURE = /^(?:gpgsig(?:-sha256)? )?-----BEGIN (?:PGP|SSH|SIGNED) (?:SIGNATURE|MESSAGE)-----$/m;
const LARGEST_TAG_BYTES = 64 * 1024;

/** Reads what objects are; those that cannot be read are absent, and one too large to look into is not signed. */
export function readTags(git: Git, oids: readonly Oid[]): ReadonlyMap<Oid, TagObject> {
  const found = new Map<Oid, TagObject>();
  if (oids.length === 0) return found;
  const checked = git.run(['cat-file', '--batch-check', '--buffer'], { input: `${oids.join('\n')}\n` });
  const small: Oid[] = [];
  for (const line of checked.stdout.toString('latin1').split('\n')) {
    const [id = '', type, size] = line.split(' ');
    const oid = parseOid(id);
    if (oid === undefined || type === undefined || type === 'missing') continue;
    found.set(oid, { annotated: type === 'tag', signed: false });
    if (type === 'tag' && Number(size) <= LARGEST_TAG_BYTES) small.push(oid);
  }
  if (small.length === 0) return found;
  const { stdout } = git.run(['cat-file', '--batch', '--buffer'], { input: `${small.join('\n')}\n` });
  for (let at = 0; at < stdout.length;) {
    const end = stdout.indexOf(10, at);
    const [id = '', , size = ''] = stdout.toString('latin1', at, end).split(' ');
    const oid = parseOid(id);
    const next = end + 1 + Number(size);
    if (end === -1 || oid === undefined || next > stdout.length) break;
    const signed = SIGNATURE.test(stdout.toString('latin1', end + 1, next));
    found.set(oid, { annotated: true, signed });
    at = next + 1;
  }
  return found;
}
