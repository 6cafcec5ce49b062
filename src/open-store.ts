// Composition root of stores: ties the one that a policy means, in its state folder or behind a server.
import { join } from 'node:path';
import type { Policy } from './push/policy.ts';
import type { Store } from './push/store.ts';
import { randomId } from './random-id.ts';
import { openRemoteStore } from './remote/open-remote-store.ts';
import type { Engine } from './store/engine.ts';
import { journalStore } from './store/journal-store.ts';
import { requireFold } from './store/rebuild-views.ts';
import { sqliteEngine } from './store/sqlite/sqlite-engine.ts';
import { AndonError } from './text/andon-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The embedded store's file in a state folder. */
export const STORE_FILE = 'store.db';

/** Opens the store of a policy. */
export function openStoreOf(
  policy: Policy,
  environment: Environment,
  { patient }: { readonly patient: boolean },
): Store {
  return policy.server === undefined
    ? journalStore(openEmbeddedEngine(policy), Date.now, () => [policy])
    : openRemoteStore(policy.server, policy, { environment, newId: randomId, patient });
}

/** Opens the database of a policy's embedded store. @throws {AndonError} `store-elsewhere` */
export function openEmbeddedEngine(policy: Policy, { create = false } = {}): Engine {
  if (policy.server !== undefined)
    throw new AndonError('store-elsewhere', `The store is behind ${policy.server.url}`, {
      kind: 'usage',
      hints: ['Run this where its database is'],
    });
  // Half of the hook's own time: the other half is for git, and for saying no.
  const busyTimeoutMs = Math.floor(policy.deadlineMs / 2);
  return sqliteEngine({ path: join(policy.state, STORE_FILE), busyTimeoutMs, create });
}

/** Opens the store of a policy; an embedded one is made where there is none, and what a former release left is brought up to date. */
export async function setUpStore(policy: Policy, environment: Environment): Promise<Store> {
  if (policy.server !== undefined) return openStoreOf(policy, environment, { patient: true });
  const engine = openEmbeddedEngine(policy, { create: true });
  await requireFold(engine);
  return journalStore(engine, Date.now, () => [policy]);
}
