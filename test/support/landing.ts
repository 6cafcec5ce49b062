// Pushes as a git host's hooks tell the store of them.
import type { Oid } from '../../src/ref/oid.ts';
import type { LineName } from '../../src/line/line-name.ts';
import type { Store } from '../../src/push/store.ts';

export interface Landing {
  readonly push: string;
  readonly old: Oid | null;
  readonly new: Oid;
  readonly subject?: string;
  readonly pusher?: string;
  /** The rule that refuses it; it lands where there is none. */
  readonly refusedBy?: string;
}

/** Has a push judged, and settles it. */
export async function land(
  store: Store,
  { push, refusedBy, pusher = 'ann', ...landing }: Landing,
): Promise<void> {
  const [repository, ref] = ['/srv/a.git', 'refs/heads/main'];
  const { seq: basis } = await store.readHead();
  const admission = {
    push,
    repository,
    pusher,
    receiver: { host: 'h', pid: 1 },
    updates: [{ ref, ...landing, lines: ['main' as LineName] }],
    basis,
  };
  const findings =
    refusedBy === undefined
      ? []
      : [{ rule: refusedBy, severity: 'error' as const, message: `not <b>${refusedBy}</b>`, ref }];
  await store.admit(admission, () => ({ accept: refusedBy === undefined, findings, passages: [] }));
  if (refusedBy !== undefined) return;
  await store.settle({
    push,
    repository,
    via: 'post-receive',
    results: [{ ref, new: landing.new, landing: 'landed' }],
  });
}
