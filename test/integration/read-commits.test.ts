// Reading ranges that do not fit into memory at once, from a real repository.
import { describe, expect, it } from 'vitest';
import { openRepository } from '../../src/git/git-repository.ts';
import type { RawCommit } from '../../src/push/repository.ts';
import { parseOid } from '../../src/ref/oid.ts';
import type { Oid } from '../../src/ref/oid.ts';
import { bareScratch } from '../support/scratch.ts';

const MIB = 1024 * 1024;

/** A repository with commits whose messages have these sizes, oldest first; returns their ids. */
async function openHistory(sizes: readonly number[]): Promise<{ gitDir: string; oids: readonly Oid[] }> {
  const { git, path } = bareScratch();
  const gitDir = path('big.git');
  await git(['init', '-q', '--bare', '-b', 'main', gitDir], { cwd: path() });
  const stream = sizes.map((size, index) => {
    const message = `${index} ${'m'.repeat(size)}`;
    return `commit refs/heads/main\nmark :${index + 1}\ncommitter D <d@example.org> ${1_700_000_000 + index} +0000\ndata ${message.length}\n${message}\n`;
  });
  await git(['fast-import', '--quiet', '--big-file-threshold=1g'], { cwd: gitDir, input: stream.join('') });
  const list = await git(['rev-list', '--reverse', 'refs/heads/main'], { cwd: gitDir });
  return {
    gitDir,
    oids: list
      .trim()
      .split('\n')
      .flatMap((line) => parseOid(line) ?? []),
  };
}

describe('readCommits()', () => {
  it('reads more than fits into memory piece by piece, and passes over what is too large', async () => {
    const sizes = [10, ...Array.from({ length: 7 }, () => 9 * MIB), 12 * MIB, 10];
    const { gitDir, oids } = await openHistory(sizes);
    const seen: RawCommit[] = [];
    const repository = openRepository(gitDir, { environment: process.env, deadlineAt: Infinity });
    const limits = { commits: 100, commitBytes: 10 * MIB };
    const tips = oids.slice(-1);
    const answer = await repository.readCommits({ tips, exclude: [] }, limits, (raw) => {
      // What is kept of a piece would keep all of it.
      seen.push(raw.kind === 'raw' ? { ...raw, data: Buffer.from(raw.data.subarray(-MIB)) } : raw);
    });
    expect(answer).toEqual({ kind: 'read' });
    expect(seen.map(({ oid }) => oid)).toEqual(oids.toReversed());
    expect(seen.map(({ kind }) => kind).indexOf('too-large')).toBe(1);
    expect(seen.filter(({ kind }) => kind === 'raw')).toHaveLength(sizes.length - 1);
    for (const raw of seen)
      if (raw.kind === 'raw') expect(raw.data.toString('latin1')).toMatch(/(?:mm|\d m{10})$/);
  });
});
