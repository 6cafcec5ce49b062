// Post-receive's use case: git has moved refs; say so in the journal.
import { targetOf } from '../journal/entry.ts';
import type { Receiver, Settlement } from '../journal/entry.ts';
import type { Intent } from '../journal/push-views.ts';
import type { AdmitTools } from './admit-tools.ts';
import { isZeroOid } from '../ref/oid.ts';
import { formatRefName } from '../ref/ref-name.ts';
import type { RefName } from '../ref/ref-name.ts';
import { AndonError } from '../text/andon-error.ts';
import { formatTime } from '../text/utc-time.ts';
import { namespacePrefix } from './locate-updates.ts';
import { parseUpdates } from './parse-updates.ts';
import type { RefUpdate } from './parse-updates.ts';
import { observeRefs } from './reconcile-dead.ts';
import type { Repository } from './repository.ts';
import type { Spool } from './spool.ts';
import type { Store } from './store.ts';

export interface SettleTools {
  readonly name: string;
  readonly repository: Repository;
  readonly openStore: () => Store;
  readonly spool: Spool;
  readonly now: () => number;
}

export interface SettleRequest {
  readonly input: Buffer;
  readonly receiver: Receiver;
  readonly namespace: string;
}

/** Records which updates of a push landed. Refs that no open push accounts for are looked at afresh. */
export async function settlePush(request: SettleRequest, tools: SettleTools): Promise<void> {
  const { name, repository, spool } = tools;
  // git has checked these lines by now, and they are no more than pre-receive let in.
  const parsed = parseUpdates(request.input, Number.MAX_SAFE_INTEGER);
  const landed = parsed.kind === 'updates' ? parsed.updates : [];
  if (landed.length === 0) return;
  let settlement: Settlement | undefined;
  try {
    const store = tools.openStore();
    await spool.takeIn(store);
    const intent = findIntent(await store.readIntents(name), landed, request);
    if (intent !== undefined) {
      settlement = settlementOf(intent, landed, request.namespace);
      return await store.settle(settlement);
    }
    const basis = (await store.readHead()).seq;
    const refs = landed.map(({ ref }) => realText(ref, request.namespace));
    await store.reconcile({
      repository: name,
      dead: [],
      observations: await observeRefs(refs, repository),
      basis,
    });
  } catch (error) {
    if (!(error instanceof AndonError && error.kind === 'unavailable')) throw error;
    // Without the store, the push that this belongs to may not be known here: then the refs will tell.
    if (settlement !== undefined)
      spool.write({ kind: 'settlement', settlement, happenedAt: formatTime(tools.now()) });
  }
}

function findIntent(
  intents: readonly Intent[],
  landed: readonly RefUpdate[],
  request: SettleRequest,
): Intent | undefined {
  const { host, pid, startTicks } = request.receiver;
  // The process that asked is the process that moved the refs. Another push that wants the very same is
  // not this one: reconciliation may have settled this one already, and the other may yet fail.
  return intents.find(({ receiver, updates }) => {
    if (receiver.host !== host || receiver.pid !== pid || receiver.startTicks !== startTicks) return false;
    const wanted = new Map(updates.map((update) => [update.ref, update.new]));
    return landed.every((update) => wanted.get(formatRefName(update.ref)) === newValue(update));
  });
}

function settlementOf(intent: Intent, landed: readonly RefUpdate[], namespace: string): Settlement {
  const pushed = new Set(landed.map(({ ref }) => formatRefName(ref)));
  const moved = new Set(landed.map(({ ref }) => realText(ref, namespace)));
  const results = intent.updates.map((update) => {
    const ref = targetOf(update);
    const didLand = pushed.has(update.ref) || moved.has(ref);
    return { ref, new: update.new, landing: didLand ? ('landed' as const) : ('not-landed' as const) };
  });
  return { push: intent.push, repository: intent.repository, via: 'post-receive', results };
}

function newValue(update: RefUpdate): string | null {
  return isZeroOid(update.new) ? null : update.new;
}

function realText(ref: RefName, namespace: string): string {
  return formatRefName((namespacePrefix(namespace) + ref) as RefName);
}

/** Records that nothing of an admitted push will land: a hook that was asked after us refused it. */
export async function settleRefused(
  push: string,
  { policy, openStore }: Pick<AdmitTools, 'policy' | 'openStore'>,
): Promise<void> {
  try {
    const store = openStore();
    const intent = (await store.readIntents(policy.repository)).find((each) => each.push === push);
    if (intent === undefined) return;
    const results = intent.updates.map((update) => {
      return { ref: targetOf(update), new: update.new, landing: 'not-landed' as const };
    });
    await store.settle({ push, repository: policy.repository, via: 'chained-hook', results });
  } catch (error) {
    // Without the store the next reconciliation finds that nothing landed.
    if (!(error instanceof AndonError && error.kind === 'unavailable')) throw error;
  }
}
