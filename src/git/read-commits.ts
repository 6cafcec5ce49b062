// Reads the commits of a range: rev-list names them, one cat-file says how large each is and, only
// where that is within limits, what it holds. Nothing is read whole before its size is known.
import type { CommitLimits, CommitRange, RangeAnswer, RawCommit } from '../push/repository.ts';
import type { Oid } from '../ref/oid.ts';
import { gitFailure } from './run-git.ts';
import type { Git } from './run-git.ts';

/** Walks `range` newest first and hands each commit to `visit` (git-rev-list(1), git-cat-file(1)). */
export async function readCommits(
  git: Git,
  range: CommitRange,
  limits: CommitLimits,
  visit: (commit: RawCommit) => void,
): Promise<RangeAnswer> {
  const objects = git.open(['cat-file', '--batch-command', '--buffer']);
  try {
    const walk = ['rev-list', `--max-count=${limits.commits + 1}`, '--stdin'];
    const input = [...range.tips, ...range.exclude.map((oid) => `^${oid}`), ''].join('\n');
    const { code, stdout, stderr } = await git.run(walk, { input });
    if (code !== 0) return { kind: 'unreadable', problem: stderr.trim().replace(/^fatal: /, '') };
    const oids = stdout.toString('latin1').split('\n').filter(Boolean) as Oid[];
    if (oids.length > limits.commits) return { kind: 'too-many' };
    if (oids.length === 0) return { kind: 'read' };

    const answers = objects.read();
    objects.write(`info ${oids.join('\ninfo ')}\nflush\n`);
    const small: Oid[] = [];
    const sizes = new Map<Oid, number>();
    for (const oid of oids) {
      const sizeBytes = objectSize(await answers.line(), oid);
      sizes.set(oid, sizeBytes);
      if (sizeBytes <= limits.commitBytes) small.push(oid);
    }
    if (small.length > 0) objects.write(`contents ${small.join('\ncontents ')}\nflush\n`);
    for (const oid of oids) {
      const sizeBytes = sizes.get(oid) ?? 0;
      if (sizeBytes > limits.commitBytes) {
        visit({ kind: 'too-large', oid, sizeBytes });
        continue;
      }
      // A plain loop, with waiting only where bytes are missing: ten thousand commits come this way.
      const header = answers.lineNow() ?? (await answers.line());
      if (objectSize(header, oid) !== sizeBytes) throw gitFailure(['cat-file'], `unexpected "${header}"`);
      const block = answers.bytesNow(sizeBytes + 1) ?? (await answers.bytes(sizeBytes + 1));
      visit({ kind: 'raw', oid, data: block.subarray(0, sizeBytes) });
    }
    return { kind: 'read' };
  } finally {
    objects.end();
  }
}

/** Reads `<oid> SP commit SP <size>`. */
function objectSize(line: string, oid: Oid): number {
  const prefix = `${oid} commit `;
  if (!line.startsWith(prefix)) throw gitFailure(['cat-file'], `unexpected "${line}"`);
  return Number(line.slice(prefix.length));
}
