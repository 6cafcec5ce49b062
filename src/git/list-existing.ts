// Tells which of some commits the repository has, in one git process however many there are.
import { parseOid } from '../ref/oid.ts';
import type { Oid } from '../ref/oid.ts';
import type { Git } from './run-git.ts';

/** Returns those that are commits; what cannot be read is none (git-cat-file(1), BATCH OUTPUT). */
export function listExisting(git: Git, oids: readonly Oid[]): ReadonlySet<Oid> {
  if (oids.length === 0) return new Set();
  const { stdout } = git.run(['cat-file', '--batch-check=%(objectname) %(objecttype)', '--buffer'], {
    input: `${oids.join('\n')}\n`,
  });
  const lines = stdout.toString('latin1').split('\n');
  return new Set(
    lines.flatMap((line) => {
      const [id = '', type] = line.split(' ');
      return type === 'commit' ? (parseOid(id) ?? []) : [];
    }),
  );
}
