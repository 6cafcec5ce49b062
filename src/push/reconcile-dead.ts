// Settles pushes whose post-receive never ran: the client hung up, something was killed, the machine
// went down (fact 1). The refs themselves say what became of them.
import { targetOf } from '../journal/entry.ts';
import type { Entry } from '../journal/entry.ts';
import type { Intent } from '../journal/push-views.ts';
import { parseRefText } from '../ref/ref-name.ts';
import type { RefName } from '../ref/ref-name.ts';
import type { Repository } from './repository.ts';
import type { Observation, Store } from './store.ts';

export interface ReconcileTools {
  readonly store: Store;
  readonly repository: Repository;
  /** Whether the process that moves the refs of a push may still do so. */
  readonly isAlive: (intent: Pick<Intent, 'receiver' | 'at'>) => boolean;
}

/** Settles the pushes of gone receivers; costs one look into the store where there are none. */
export async function reconcileDead(name: string, tools: ReconcileTools): Promise<readonly Entry[]> {
  const basis = (await tools.store.readHead()).seq;
  const dead = (await tools.store.readIntents(name)).filter((intent) => !tools.isAlive(intent));
  if (dead.length === 0) return [];
  const refs = dead.flatMap(({ updates }) => updates.map(targetOf));
  const observations = await observeRefs([...new Set(refs)], tools.repository);
  return tools.store.reconcile({ repository: name, dead: dead.map(({ push }) => push), observations, basis });
}

/** Compares every ref on record with the repository: settles gone pushes and records drift. */
export async function reconcileAll(name: string, tools: ReconcileTools): Promise<readonly Entry[]> {
  const settled = await reconcileDead(name, tools);
  const basis = (await tools.store.readHead()).seq;
  const observations = await observeRefs([...(await tools.store.readTips(name)).keys()], tools.repository);
  return [...settled, ...(await tools.store.reconcile({ repository: name, dead: [], observations, basis }))];
}

/** Reads what refs, named by their text, are now. */
export async function observeRefs(
  refs: readonly string[],
  repository: Repository,
): Promise<readonly Observation[]> {
  const names = new Map(
    refs.flatMap((text): [string, RefName][] => {
      const name = parseRefText(text);
      return name === undefined ? [] : [[text, name]];
    }),
  );
  const values = await repository.readRefs([...names.values()]);
  return [...names].map(([text, name]) => ({ ref: text, value: values.get(name)?.oid ?? null }));
}
