// Says what each ref update really moves: symbolic refs followed, the namespace put in front, the true
// old value read, the lines found. Everything after this trusts these values and no others.
import { compileRefPattern } from '../ref/ref-pattern.ts';
import type { LineName } from '../line/line-name.ts';
import { isZeroOid } from '../ref/oid.ts';
import type { Oid } from '../ref/oid.ts';
import type { RefName } from '../ref/ref-name.ts';
import type { RefUpdate } from './parse-updates.ts';
import type { LinePolicy } from './policy.ts';
import type { RefValue, Repository } from './repository.ts';

export interface LocatedUpdate {
  /** The ref as it was pushed. */
  readonly ref: RefName;
  /** The ref that moves. */
  readonly target: RefName;
  readonly claimedOld: Oid;
  readonly old: Oid | undefined;
  /** The commit below an old annotated tag. */
  readonly oldPeeled: Oid | undefined;
  readonly new: Oid | undefined;
  readonly lines: readonly LineName[];
}

/** Finds out what a push moves; `namespace` is the value of GIT_NAMESPACE (gitnamespaces(7)). */
export async function locateUpdates(
  updates: readonly RefUpdate[],
  repository: Repository,
  { lines, namespace }: { readonly lines: readonly LinePolicy[]; readonly namespace: string },
): Promise<readonly LocatedUpdate[]> {
  const prefix = namespacePrefix(namespace);
  const realName = (update: RefUpdate): RefName => (prefix + update.ref) as RefName;
  const values = await repository.readRefs(updates.map(realName));
  const missing = updates.map(realName).filter((name) => !values.has(name));
  const unborn =
    missing.length === 0 ? new Map<RefName, RefName>() : await repository.readUnbornTargets(missing);
  const located = updates.map((update) => {
    const name = realName(update);
    const value = values.get(name);
    return { update, name, value, target: value?.target ?? unborn.get(name) ?? name };
  });
  const head = await defaultBranch(located, repository, { lines, prefix });
  const lineOf = lineFinder(lines, head);
  return located.map(({ update, target, value }) => ({
    ref: update.ref,
    target,
    claimedOld: update.claimedOld,
    old: value?.oid,
    oldPeeled: value?.peeled,
    new: isZeroOid(update.new) ? undefined : update.new,
    lines: lineOf(target),
  }));
}

/** Returns the prefix of the refs of a namespace: "a/b" lies below refs/namespaces/a/refs/namespaces/b/. */
export function namespacePrefix(namespace: string): string {
  const parts = namespace.split('/').filter((part) => part !== '');
  return parts.map((part) => `refs/namespaces/${part}/`).join('');
}

/** Returns which lines a ref is on; `head` is what the pattern HEAD stands for. */
export function lineFinder(
  lines: readonly LinePolicy[],
  head: RefName | undefined,
): (ref: RefName) => readonly LineName[] {
  const compiled = lines.map(({ name, refs }) => ({
    name,
    patterns: refs.filter((source) => source !== 'HEAD').map(compileRefPattern),
    withHead: refs.includes('HEAD'),
  }));
  return (ref) =>
    compiled
      .filter(
        ({ patterns, withHead }) =>
          (withHead && ref === head) || patterns.some((pattern) => pattern.matches(ref)),
      )
      .map(({ name }) => name);
}

interface Located {
  readonly name: RefName;
  readonly target: RefName;
  readonly value: RefValue | undefined;
}

/** The default branch, with a question to git only where the refs read do not answer it already. */
async function defaultBranch(
  located: readonly Located[],
  repository: Repository,
  { lines, prefix }: { readonly lines: readonly LinePolicy[]; readonly prefix: string },
): Promise<RefName | undefined> {
  if (!lines.some(({ refs }) => refs.includes('HEAD'))) return undefined;
  const told =
    prefix === '' && located.every(({ name, target, value }) => value !== undefined && name === target);
  if (told) return located.find(({ value }) => value?.isHead === true)?.name;
  const own = await repository.readDefaultBranch(prefix);
  if (own !== undefined || prefix === '') return own;
  // A namespace without a HEAD of its own has the default branch that the repository has.
  const outer = await repository.readDefaultBranch('');
  return outer === undefined ? undefined : ((prefix + outer) as RefName);
}
