// Composition root of setting up: makes a repository known to its store.
import { mkdirSync } from 'node:fs';
import { openRepository } from './git/git-repository.ts';
import { setUpStore } from './open-store.ts';
import type { Policy } from './push/policy.ts';
import { registerRepository } from './push/register-repository.ts';
import type { ProcessFacts } from './suite.ts';

/** Makes a repository known to its store, and the store itself where there is none. */
export async function setUpRepository(
  gitDir: string,
  policy: Policy,
  { facts, by }: { readonly facts: ProcessFacts; readonly by: string },
): Promise<void> {
  mkdirSync(policy.state, { recursive: true });
  const store = await setUpStore(policy, facts.env);
  try {
    await registerRepository(policy, by, {
      store,
      repository: openRepository(gitDir, { environment: facts.env, deadlineAt: Infinity }),
    });
  } finally {
    store.close();
  }
}
