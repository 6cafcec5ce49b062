// Makes a repository known to its store: the store itself where there is none, its lines, and where its
// guarded refs are now, so that whatever moves past the hooks later is seen.
import { mkdirSync } from 'node:fs';
import { openRepository } from '../git/git-repository.ts';
import { lineFinder } from '../push/locate-updates.ts';
import type { Policy } from '../push/policy.ts';
import { formatRefName } from '../ref/ref-name.ts';
import { openEmbeddedStore } from '../suite.ts';
import type { ProcessFacts } from '../suite.ts';

/** Registers a repository's lines and takes over its refs; doing it again adds only what is new. */
export async function registerRepository(
  gitDir: string,
  policy: Policy,
  { facts, by }: { readonly facts: ProcessFacts; readonly by: string },
): Promise<void> {
  mkdirSync(policy.state, { recursive: true });
  const store = openEmbeddedStore(policy, { create: true });
  for (const { name } of policy.lines) {
    await store.command({ kind: 'register', line: name, repository: policy.repository, by });
  }
  const repository = openRepository(gitDir, { environment: facts.env, deadlineAt: Infinity });
  const head = await repository.readDefaultBranch('');
  const patterns = policy.lines.flatMap(({ refs }) => refs.map((ref) => (ref === 'HEAD' ? head : ref)));
  const refs = await repository.listRefs(patterns.filter((pattern) => pattern !== undefined));
  const linesOf = lineFinder(policy.lines, head);
  const guarded = [...refs].filter(([ref, { target }]) => target === undefined && linesOf(ref).length > 0);
  await store.adopt(
    policy.repository,
    guarded.map(([ref, { oid }]) => ({ ref: formatRefName(ref), value: oid })),
  );
  store.close();
}
