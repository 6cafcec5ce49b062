// Reads many objects with few processes: what they are, and those that fit what they hold.
import type { Oid } from '../ref/oid.ts';
import { unreadable } from './halt.ts';
import type { Git } from './run-git.ts';

export interface ObjectFacts {
  readonly oid: Oid;
  readonly type: string;
  readonly sizeBytes: number;
}

/** Objects by the names that were asked for; what does not exist is absent. */
export interface FoundObjects {
  readonly facts: ReadonlyMap<string, ObjectFacts>;
  /** Bytes as a binary string; empty where only facts were asked for. */
  readonly contents: ReadonlyMap<Oid, string>;
}

// git holds a smaller blob in memory as a whole, and streams a larger one until nobody reads on.
const STREAMED = ['-c', 'core.bigFileThreshold=1m'];

/** Asks for type and size of objects by name (gitrevisions(7)). */
export function findObjects(git: Git, names: readonly string[]): ReadonlyMap<string, ObjectFacts> {
  const stdout = runBatch(git, '--batch-check', names);
  return stdout === undefined ? new Map() : parseBatch(stdout, names, false).facts;
}

/** Reads objects by name; undefined where git would write more than `maxBytes`. */
export function readObjects(git: Git, names: readonly string[], maxBytes: number): FoundObjects | undefined {
  if (names.length === 0) return { facts: new Map(), contents: new Map() };
  const stdout = runBatch(git, '--batch', names, maxBytes);
  return stdout === undefined ? undefined : parseBatch(stdout, names, true);
}

function runBatch(
  git: Git,
  command: '--batch' | '--batch-check',
  names: readonly string[],
  maxBytes?: number,
): Buffer | undefined {
  // -z came with git 2.38; nearly no name needs it.
  const [separator, more] = names.some((name) => name.includes('\n')) ? ['\0', ['-z']] : ['\n', []];
  const { code, stdout, stderr, tooLong } = git.run([...STREAMED, 'cat-file', command, '--buffer', ...more], {
    input: Buffer.from(names.map((name) => name + separator).join(''), 'latin1'),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
  if (tooLong) return undefined;
  if (code !== 0) throw unreadable(stderr);
  return stdout;
}

/** Takes apart what `cat-file` wrote for each name: `<oid> SP <type> SP <size>`, or `<name> SP missing`. */
function parseBatch(stdout: Buffer, names: readonly string[], hasContents: boolean): FoundObjects {
  const facts = new Map<string, ObjectFacts>();
  const contents = new Map<Oid, string>();
  let at = 0;
  for (const name of names) {
    // A name that does not exist comes back as it was asked for, line breaks and all.
    const missing = Buffer.from(`${name} missing\n`, 'latin1');
    if (stdout.subarray(at, at + missing.length).equals(missing)) {
      at += missing.length;
      continue;
    }
    const end = stdout.indexOf(10, at);
    const [oid = '', type = '', size = ''] = stdout.toString('latin1', at, end).split(' ');
    const sizeBytes = Number(size);
    if (end === -1 || size === '' || !Number.isSafeInteger(sizeBytes))
      throw unreadable(`unexpected "${oid} ${type}"`);
    facts.set(name, { oid: oid as Oid, type, sizeBytes });
    at = end + 1;
    if (!hasContents) continue;
    contents.set(oid as Oid, stdout.toString('latin1', at, at + sizeBytes));
    at += sizeBytes + 1;
  }
  return { facts, contents };
}
