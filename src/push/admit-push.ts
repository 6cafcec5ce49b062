// Pre-receive's use case: examine a push, judge it in the store's one transaction, and answer. Where
// the store cannot be asked, the configured answer stands in its place (design decision 8).
import type { PushCertificate, Receiver } from '../journal/entry.ts';
import type { GuardedUpdate } from '../line/guarded-update.ts';
import type { Oid } from '../ref/oid.ts';
import { AndonError, messageOf } from '../text/andon-error.ts';
import type { Finding } from '../verdict/finding.ts';
import type { AdmitTools, PushAnswer } from './admit-tools.ts';
import { examineUpdates } from './examine.ts';
import { judgePush } from './judge.ts';
import type { Verdict } from './judge.ts';
import { judgeTargets } from './judge-targets.ts';
import { lintFor } from './lint-for.ts';
import { locateUpdates } from './locate-updates.ts';
import type { LocatedUpdate } from './locate-updates.ts';
import { parseUpdates } from './parse-updates.ts';
import type { GuardStep } from './policy.ts';
import type { Pusher } from './pusher.ts';
import type { RangeRulesFor } from './range-rules.ts';
import { toRecorded } from './recorded-update.ts';
import { reconcileDead } from './reconcile-dead.ts';
import type { Admission, LineView, Store } from './store.ts';
import { answerUnavailable } from './unavailable.ts';

export interface PushRequest {
  /** The hook's standard input. */
  readonly input: Buffer;
  readonly pusher: Pusher;
  readonly override: string | undefined;
  readonly namespace: string;
  readonly receiver: Receiver;
  readonly certificate: PushCertificate | undefined;
}

/** A few rounds, since each needs another push to settle at that very moment. */
const MOST_ROUNDS = 8;

/** Judges the push on `input` and records the answer. */
export async function admitPush(request: PushRequest, tools: AdmitTools): Promise<PushAnswer> {
  const { policy, repository } = tools;
  const push = tools.newId();
  const parsed = parseUpdates(request.input, policy.limits.refs);
  const early: Finding[] = [];
  if (parsed.kind === 'malformed')
    early.push({ rule: 'push-malformed', severity: 'error', message: parsed.problem });
  if (request.pusher.kind === 'unknown') {
    early.push({ rule: 'pusher-unknown', severity: 'error', message: request.pusher.problem });
  }
  const updates = parsed.kind === 'updates' ? parsed.updates : [];
  const pusher = request.pusher.kind === 'known' ? request.pusher.name : 'unknown';

  const lints = lintFor(policy, { loadPatterns: tools.loadPatterns, pusher });
  const rules = policy.guard === undefined ? undefined : await loadRules(policy.guard, tools);
  const opened = await openForPush(tools);
  for (let round = 0, basis = opened.basis; ; round++) {
    const located = await locateUpdates(updates, repository, {
      lines: policy.lines,
      namespace: request.namespace,
    });
    const { guarded, findings } = await examineUpdates(located, repository, {
      policy,
      lastGood: opened.lastGood,
      lintFor: lints,
      rangeRulesFor: rules,
      push: { pusher, nowSeconds: Math.floor(tools.now() / 1000) },
    });
    const question = {
      guarded,
      findings: [
        ...early,
        ...judgeTargets(located, policy),
        ...(await guardFindings(located, guarded, { ...tools, pusher })),
        ...findings,
      ],
      policy,
      pusher,
      override: request.override,
    };
    const factsOf = new Map(guarded.map((update) => [update.ref, update]));
    const admission: Admission = {
      push,
      repository: policy.repository,
      pusher,
      receiver: request.receiver,
      updates: located.map((update) => toRecorded(update, factsOf.get(update.target))),
      basis,
      ...(request.certificate === undefined ? {} : { certificate: request.certificate }),
    };
    const judge = (lines: LineView): Verdict => judgePush(question, lines);
    if (opened.store === undefined) return answerUnavailable({ admission, judge, why: opened.why }, tools);
    try {
      const answer = await opened.store.admit(admission, (lines) => {
        if (policy.onUnavailable.mode === 'last-known') tools.writeLastKnown(lines);
        return judge(lines);
      });
      if (answer.kind === 'judged') return { verdict: answer.judgement, push, warnings: opened.warnings };
      if (round === MOST_ROUNDS)
        return answerUnavailable({ admission, judge, why: TOO_BUSY }, whenClosed(tools));
      ({ basis } = answer);
    } catch (error) {
      if (!(error instanceof AndonError && error.kind === 'unavailable')) throw error;
      return answerUnavailable({ admission, judge, why: messageOf(error) }, tools);
    }
  }
}

type OpenedStore = { readonly basis: number; readonly lastGood: readonly Oid[] } & (
  | { readonly store: Store; readonly warnings: readonly string[] }
  | { readonly store: undefined; readonly why: string }
);

/** Opens the store, takes in what waits in the spool, and settles pushes whose receivers are gone. */
async function openForPush(tools: AdmitTools): Promise<OpenedStore> {
  const { policy, repository, spool, isAlive } = tools;
  try {
    const store = tools.openStore();
    const warnings = await spool.takeIn(store);
    await reconcileDead(policy.repository, { store, repository, isAlive });
    const lastGood = policy.lines.some(({ reverts }) => reverts) ? lastGoods(await store.readLines()) : [];
    return { store, basis: (await store.readHead()).seq, lastGood, warnings };
  } catch (error) {
    if (!(error instanceof AndonError && error.kind === 'unavailable')) throw error;
    return { store: undefined, why: error.message, basis: 0, lastGood: [] };
  }
}

function lastGoods(lines: LineView): readonly Oid[] {
  return [...lines.statuses.values()].flatMap(({ stops }) => stops.flatMap(({ lastGood }) => lastGood ?? []));
}

/** Loads the push rules on commits and on what they change. */
async function loadRules(steps: readonly GuardStep[], tools: AdmitTools): Promise<RangeRulesFor> {
  const { loadRangeRules } = await import('./load-range-rules.ts');
  return loadRangeRules(steps, { ...tools, limits: tools.policy.limits.changes });
}

/** What the push rules say; loads them where there are any. */
async function guardFindings(
  located: readonly LocatedUpdate[],
  guarded: readonly GuardedUpdate[],
  { policy, pusher, repository, loadPatterns }: AdmitTools & { readonly pusher: string },
): Promise<readonly Finding[]> {
  if (policy.guard === undefined || located.length === 0) return [];
  const { judgeRefRules } = await import('./judge-ref-rules.ts');
  return judgeRefRules(located, { steps: policy.guard, pusher, repository, loadPatterns, guarded });
}

// The store answers; it is the refs that do not hold still, and the pusher may be who moves them. That
// must not buy the answer of a store that is away.
const TOO_BUSY = 'the refs of this push are being moved by others all the time; push again';

function whenClosed(tools: AdmitTools): AdmitTools {
  return { ...tools, policy: { ...tools.policy, onUnavailable: { mode: 'closed' } } };
}
