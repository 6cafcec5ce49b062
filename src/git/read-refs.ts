// Asks the repository where refs really are and what they really name: the old value in a push is
// only a claim, and a symbolic ref moves another one.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { RefValue } from '../push/repository.ts';
import { parseOid } from '../ref/oid.ts';
import { parseRefName } from '../ref/ref-name.ts';
import type { RefName } from '../ref/ref-name.ts';
import { readBranchFiles, refPath } from './branch-files.ts';
import { gitFailure } from './run-git.ts';
import type { Git } from './run-git.ts';

const FORMAT = '%(refname) %(objectname) %(*objectname) %(HEAD) %(symref)';
// More patterns than this cost more than listing every ref: git holds each ref against each pattern.
const MOST_PATTERNS = 64;

/** Reads the refs named, or all refs for many names; names that do not exist are absent. */
export async function readRefs(git: Git, names: readonly RefName[]): Promise<ReadonlyMap<RefName, RefValue>> {
  if (names.length === 0) return new Map();
  const branches = readBranchFiles(git.gitDir, names);
  if (branches !== undefined) return branches;
  if (names.length > MOST_PATTERNS) return pick(await list(git, []), names);
  // Node passes arguments as UTF-8, so a byte that is not ASCII is asked for as "any one byte".
  return pick(
    await list(
      git,
      names.map((name) => name.replaceAll(/[\x80-\xff]/g, '?')),
    ),
    names,
  );
}

/** Reads every ref that could match one of andon's patterns. */
export async function listRefs(
  git: Git,
  patterns: readonly string[],
): Promise<ReadonlyMap<RefName, RefValue>> {
  // for-each-ref's own globs differ from ours, so it is asked for the folder before the first star.
  const prefixes = patterns.map((pattern) =>
    pattern.includes('*') ? pattern.slice(0, pattern.split('*', 1)[0]?.lastIndexOf('/')) : pattern,
  );
  return patterns.length === 0 ? new Map() : list(git, prefixes);
}

async function list(git: Git, patterns: readonly string[]): Promise<Map<RefName, RefValue>> {
  const args = ['for-each-ref', `--format=${FORMAT}`, ...patterns];
  const { code, stdout, stderr } = git.run(args);
  if (code !== 0) throw gitFailure(args, stderr);
  const refs = new Map<RefName, RefValue>();
  for (const line of stdout.toString('latin1').split('\n')) {
    // `%(HEAD)` is "*" or a space, so its field may be two empty ones.
    const [name = '', id = '', peeledId = '', head, ...rest] = line.split(' ');
    const [ref, oid, peeled, target] = [
      parseRefName(name),
      parseOid(id),
      parseOid(peeledId),
      parseRefName(rest.at(-1) ?? ''),
    ];
    if (ref === undefined || oid === undefined) continue;
    refs.set(ref, {
      oid,
      isHead: head === '*',
      ...(peeled === undefined ? {} : { peeled }),
      ...(target === undefined ? {} : { target }),
    });
  }
  return refs;
}

function pick(refs: ReadonlyMap<RefName, RefValue>, names: readonly RefName[]): Map<RefName, RefValue> {
  const picked = new Map<RefName, RefValue>();
  for (const name of names) {
    const value = refs.get(name);
    if (value !== undefined) picked.set(name, value);
  }
  return picked;
}

/**
 * Finds symbolic refs that stand for a ref which does not exist: for-each-ref passes over them in
 * silence, and a push to one creates its target (measured with git 2.39.5).
 */
export async function readUnbornTargets(
  git: Git,
  names: readonly RefName[],
): Promise<ReadonlyMap<RefName, RefName>> {
  // Asking git takes a process for each name. Only the files backend can be asked for many, and
  // there a symbolic ref is always a file of its own.
  const few = names.length <= 4 || existsSync(join(git.gitDir, 'reftable'));
  const candidates = few ? names : names.filter((name) => existsSync(refPath(git.gitDir, name)));
  const found = new Map<RefName, RefName>();
  for (const name of candidates) {
    const target = readSymbolicRef(git, name);
    if (target !== undefined) found.set(name, target);
  }
  return found;
}

/**
 * Returns the ref that HEAD stands for, also when it does not exist yet; undefined for a detached HEAD.
 * @param namespace GIT_NAMESPACE, already as a ref prefix; empty for none
 */
export async function readDefaultBranch(git: Git, namespace: string): Promise<RefName | undefined> {
  return readSymbolicRef(git, `${namespace}HEAD`);
}

/** Returns what a symbolic ref stands for, undefined where `name` is none. */
function readSymbolicRef(git: Git, name: string): RefName | undefined {
  const { code, stdout } = git.run(['symbolic-ref', '--quiet', name]);
  return code === 0 ? parseRefName(stdout.toString('latin1').trimEnd()) : undefined;
}
