// Asks the repository where refs really are and what they really name: the old value in a push is
// only a claim, and a symbolic ref moves another one.
import { parseOid } from '../ref/oid.ts';
import type { Oid } from '../ref/oid.ts';
import { parseRefName } from '../ref/ref-name.ts';
import type { RefName } from '../ref/ref-name.ts';
import { gitFailure } from './run-git.ts';
import type { Git } from './run-git.ts';

export interface RefValue {
  readonly oid: Oid;
  readonly isCommit: boolean;
  /** The ref that a symbolic ref stands for. */
  readonly target?: RefName;
  /** Whether it is the repository's default branch. */
  readonly isHead: boolean;
}

const FORMAT = '%(refname) %(objectname) %(objecttype) %(HEAD) %(symref)';
// More patterns than this cost more than listing every ref: git holds each ref against each pattern.
const MOST_PATTERNS = 64;

/** Reads the refs named, or all refs for many names; names that do not exist are absent. */
export async function readRefs(git: Git, names: readonly RefName[]): Promise<ReadonlyMap<RefName, RefValue>> {
  if (names.length === 0) return new Map();
  if (names.length > MOST_PATTERNS) return pick(await list(git, []), names);
  // Node passes arguments as UTF-8, so a byte that is not ASCII is asked for as "any one byte".
  // eslint-disable-next-line no-control-regex
  return pick(
    await list(
      git,
      names.map((name) => name.replaceAll(/[^\x00-\x7f]/g, '?')),
    ),
    names,
  );
}

/** Reads every ref below patterns of for-each-ref (git-for-each-ref(1)); none means all refs. */
export async function listRefs(
  git: Git,
  patterns: readonly string[],
): Promise<ReadonlyMap<RefName, RefValue>> {
  return (await list(git, patterns)).refs;
}

interface Listing {
  readonly refs: Map<RefName, RefValue>;
  readonly stderr: string;
}

async function list(git: Git, patterns: readonly string[]): Promise<Listing> {
  const args = ['for-each-ref', `--format=${FORMAT}`, ...patterns];
  const { code, stdout, stderr } = await git.run(args);
  if (code !== 0) throw gitFailure(args, stderr);
  const refs = new Map<RefName, RefValue>();
  for (const line of stdout.toString('latin1').split('\n')) {
    if (line === '') continue;
    const [name = '', id = '', type, head] = line.split(' ', 4);
    // `%(HEAD)` is "*" or a space, and a space leaves an empty field.
    const rest = line.slice(name.length + id.length + (type ?? '').length + 3);
    const [ref, oid] = [parseRefName(name), parseOid(id)];
    if (ref === undefined || oid === undefined) continue;
    const target = parseRefName(rest.slice(2));
    refs.set(ref, {
      oid,
      isCommit: type === 'commit',
      isHead: head === '*',
      ...(target === undefined ? {} : { target }),
    });
  }
  return { refs, stderr };
}

function pick({ refs }: Listing, names: readonly RefName[]): Map<RefName, RefValue> {
  const picked = new Map<RefName, RefValue>();
  for (const name of names) {
    const value = refs.get(name);
    if (value !== undefined) picked.set(name, value);
  }
  return picked;
}

/**
 * Returns the ref that HEAD stands for, also when it does not exist yet; undefined for a detached HEAD.
 * @param namespace GIT_NAMESPACE, already as a ref prefix; empty for none
 */
export async function readDefaultBranch(git: Git, namespace: string): Promise<RefName | undefined> {
  return readSymbolicRef(git, `${namespace}HEAD`);
}

/** Returns what a symbolic ref stands for, undefined where `name` is none. */
export async function readSymbolicRef(git: Git, name: string): Promise<RefName | undefined> {
  const { code, stdout } = await git.run(['symbolic-ref', '--quiet', name]);
  return code === 0 ? parseRefName(stdout.toString('latin1').trimEnd()) : undefined;
}
