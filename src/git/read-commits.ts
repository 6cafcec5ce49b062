// Reads the commits of a range: rev-list names them, cat-file gives them, each behind a line that says
// how large it is. What is larger than the limits allow is never looked into.
import type { CommitLimits, CommitRange, RangeAnswer, RawCommit } from '../push/repository.ts';
import type { Oid } from '../ref/oid.ts';
import { describeStderr, gitFailure } from './run-git.ts';
import type { Git } from './run-git.ts';

// What a hook keeps in memory at once; thirty thousand ordinary commits fit.
const PIECE_BYTES = 48 * 1024 * 1024;
// An oid, " commit ", a size, and two newlines.
const FRAME_BYTES = 96;

/** Walks `range` newest first and hands each commit to `visit` (git-rev-list(1), git-cat-file(1)). */
export function readCommits(
  git: Git,
  range: CommitRange,
  limits: CommitLimits,
  visit: (commit: RawCommit) => void,
): RangeAnswer {
  const single = readSingle(git, range, limits);
  if (single !== undefined) {
    visit(single);
    return { kind: 'read' };
  }
  const walk = [
    'rev-list',
    `--max-count=${limits.commits + 1}`,
    '--stdin',
    ...(range.noWalk ? ['--no-walk'] : []),
  ];
  const input = [...range.tips, ...range.exclude.map((oid) => `^${oid}`), ''].join('\n');
  const { code, stdout, stderr } = git.run(walk, { input });
  if (code !== 0) return { kind: 'unreadable', problem: describeStderr(stderr) };
  const oids = stdout.toString('latin1').split('\n').filter(Boolean) as Oid[];
  if (oids.length > limits.commits) return { kind: 'too-many' };
  if (oids.length === 0) return { kind: 'read' };
  if (!readPiece(git, oids, limits, visit)) readInPieces(git, oids, limits, visit);
  return { kind: 'read' };
}

/**
 * Reads the everyday push without a walk: where the only parent of the tip is what is excluded, the
 * tip is all there is. Saves one of three git processes; undefined where it takes a walk to tell.
 */
function readSingle(git: Git, { tips, exclude }: CommitRange, limits: CommitLimits): RawCommit | undefined {
  const [tip, ...otherTips] = tips;
  if (tip === undefined || otherTips.length > 0 || exclude.length !== 1) return undefined;
  let single: RawCommit | undefined;
  const args = ['cat-file', '--batch', '--buffer'];
  const { code, stdout, tooLong } = git.run(args, {
    input: `${tip}\n`,
    maxBytes: limits.commitBytes + FRAME_BYTES,
  });
  if (code !== 0 || tooLong || !stdout.toString('latin1', 0, FRAME_BYTES).startsWith(`${tip} commit `))
    return undefined;
  visitPiece(stdout, [tip], limits, (commit) => (single = commit));
  if (single?.kind !== 'raw') return undefined;
  // "tree <oid>", then the parents, each a line; anything else is for the strict parser to judge.
  const headers = single.data.toString('latin1', 0, 4 * FRAME_BYTES).split('\n', 3);
  return headers[1] === `parent ${exclude[0]}` && headers[2]?.startsWith('author ') === true
    ? single
    : undefined;
}

/** Reads commits at once; false, and nothing visited, where they do not fit into memory. */
function readPiece(
  git: Git,
  oids: readonly Oid[],
  limits: CommitLimits,
  visit: (commit: RawCommit) => void,
): boolean {
  const args = ['cat-file', '--batch', '--buffer'];
  const { code, stdout, stderr, tooLong } = git.run(args, {
    input: `${oids.join('\n')}\n`,
    maxBytes: PIECE_BYTES,
  });
  if (tooLong) return false;
  if (code !== 0) throw gitFailure(args, stderr);
  visitPiece(stdout, oids, limits, visit);
  return true;
}

/** Takes apart what `cat-file --batch` wrote. */
function visitPiece(
  stdout: Buffer,
  oids: readonly Oid[],
  limits: CommitLimits,
  visit: (commit: RawCommit) => void,
): void {
  let at = 0;
  for (const oid of oids) {
    const end = stdout.indexOf(10, at);
    const sizeBytes = objectSize(stdout.toString('latin1', at, end), oid);
    const data = stdout.subarray(end + 1, end + 1 + sizeBytes);
    at = end + sizeBytes + 2;
    visit(
      sizeBytes > limits.commitBytes ? { kind: 'too-large', oid, sizeBytes } : { kind: 'raw', oid, data },
    );
  }
}

/** Asks for all sizes first, passes over what is too large, and reads the rest a piece at a time. */
function readInPieces(
  git: Git,
  oids: readonly Oid[],
  limits: CommitLimits,
  visit: (commit: RawCommit) => void,
): void {
  const args = ['cat-file', '--batch-check', '--buffer'];
  const { code, stdout, stderr } = git.run(args, { input: `${oids.join('\n')}\n` });
  if (code !== 0) throw gitFailure(args, stderr);
  const lines = stdout.toString('latin1').split('\n');
  let piece: Oid[] = [];
  let pieceBytes = 0;
  const flush = (): void => {
    if (piece.length > 0 && !readPiece(git, piece, limits, visit))
      throw gitFailure(args, 'a size was not the size');
    piece = [];
    pieceBytes = 0;
  };
  for (const [index, oid] of oids.entries()) {
    const sizeBytes = objectSize(lines[index] ?? '', oid);
    const isTooLarge = sizeBytes > limits.commitBytes;
    if (isTooLarge || pieceBytes + sizeBytes + FRAME_BYTES > PIECE_BYTES) flush();
    if (isTooLarge) visit({ kind: 'too-large', oid, sizeBytes });
    else {
      piece.push(oid);
      pieceBytes += sizeBytes + FRAME_BYTES;
    }
  }
  flush();
}

/** Reads `<oid> SP commit SP <size>`. */
function objectSize(line: string, oid: Oid): number {
  const prefix = `${oid} commit `;
  if (!line.startsWith(prefix)) throw gitFailure(['cat-file'], `unexpected "${line}"`);
  return Number(line.slice(prefix.length));
}
