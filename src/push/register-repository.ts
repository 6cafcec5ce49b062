// Makes a repository known to the store: its lines, and where its guarded refs are now, so that
// whatever moves past the hooks later is seen.
import { formatRefName } from '../ref/ref-name.ts';
import { lineFinder } from './locate-updates.ts';
import type { Policy } from './policy.ts';
import type { Repository } from './repository.ts';
import type { Store } from './store.ts';

/** Registers a repository's lines and takes over its refs; doing it again adds only what is new. */
export async function registerRepository(
  policy: Policy,
  by: string,
  { store, repository }: { readonly store: Store; readonly repository: Repository },
): Promise<void> {
  for (const { name } of policy.lines) {
    await store.command({ kind: 'register', line: name, repository: policy.repository, by });
  }
  const head = await repository.readDefaultBranch('');
  const patterns = policy.lines.flatMap(({ refs }) => refs.map((ref) => (ref === 'HEAD' ? head : ref)));
  const refs = await repository.listRefs(patterns.filter((pattern) => pattern !== undefined));
  const linesOf = lineFinder(policy.lines, head);
  const guarded = [...refs].filter(([ref, { target }]) => target === undefined && linesOf(ref).length > 0);
  await store.adopt(
    policy.repository,
    guarded.map(([ref, { oid }]) => ({ ref: formatRefName(ref), value: oid })),
  );
}
