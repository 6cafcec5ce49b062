// What a push gets while the store cannot be asked: the answer the admin chose, on record in the
// spool. A push that cannot be recorded anywhere is refused whatever was chosen.
import { freezeAnyway } from '../line/freeze-anyway.ts';
import { overrideReason } from '../line/gate.ts';
import { deriveStatus } from '../line/status.ts';
import { messageOf } from '../text/andon-error.ts';
import { formatTime } from '../text/utc-time.ts';
import type { Finding } from '../verdict/finding.ts';
import type { AdmitTools, PushAnswer } from './admit-tools.ts';
import { isOneOf } from '../text/is-one-of.ts';
import type { Verdict } from './judge.ts';
import type { Admission, LineView } from './store.ts';

interface UnavailableQuestion {
  readonly admission: Admission;
  readonly judge: (lines: LineView) => Verdict;
  readonly why: string;
}

type Answer = 'closed' | 'last-known' | 'open' | 'override';

/** Answers without the store, and spools what it answered. */
export async function answerUnavailable(
  question: UnavailableQuestion,
  tools: AdmitTools,
): Promise<PushAnswer> {
  const { admission, why } = question;
  const { answer, verdict, warnings } = decideWithout(question, tools);
  const recorded = { ...admission, unavailable: { answer, why } };
  const happenedAt = formatTime(tools.now());
  try {
    const { accept, findings, moreFindings, passages } = verdict;
    const judgement = { accept, findings, passages, ...(moreFindings === undefined ? {} : { moreFindings }) };
    tools.spool.write({ kind: 'admission', admission: recorded, judgement, happenedAt });
    return { verdict, push: admission.push, warnings };
  } catch (error) {
    if (!verdict.accept) return { verdict, push: admission.push, warnings };
    const message = `andon cannot put the push on record: ${messageOf(error)}`;
    return {
      verdict: refuseWith(verdict, { rule: 'journal-unavailable', severity: 'error', message }),
      push: admission.push,
      warnings,
    };
  }
}

function decideWithout(
  { admission, judge, why }: UnavailableQuestion,
  { policy, readLastKnown, now }: AdmitTools,
): { answer: Answer; verdict: Verdict; warnings: readonly string[] } {
  const at = formatTime(now());
  const nothingKnown = {
    statuses: new Map(policy.lines.map(({ name }) => [name, deriveStatus(name, [], at)])),
    now: at,
  };
  const running = judge(nothingKnown);
  // Other rules hold as ever: only the lines cannot be asked.
  const guarded = running.guarded.filter(({ movement, lines }) => movement !== 'none' && lines.length > 0);
  if (guarded.length === 0) return { answer: 'open', verdict: running, warnings: [why] };
  const lines = new Set(guarded.flatMap((update) => update.lines));
  const mayOverride = policy.lines
    .filter(({ name }) => lines.has(name))
    .every(({ override, exempt }) => isOneOf(admission.pusher, [...override, ...exempt]));
  const passages = guarded.flatMap((update) => {
    const reason = overrideReason(running.override, update);
    if (reason === undefined) return [];
    return update.lines.map((line) => ({
      line,
      ref: update.ref,
      way: 'override' as const,
      stops: [],
      reason,
    }));
  });
  if (mayOverride && guarded.every(({ ref }) => passages.some((passage) => passage.ref === ref))) {
    return {
      answer: 'override',
      verdict: { ...running, passages },
      warnings: [why, 'the override let the push in while the line cannot be asked'],
    };
  }
  const { onUnavailable } = policy;
  if (onUnavailable.mode === 'open') {
    // The calendar needs no store: what it freezes stays frozen.
    const verdict = judge(freezeAnyway(nothingKnown.statuses, policy, at));
    const outcome = verdict.accept ? ['the push was let in because "onUnavailable" is "open"'] : [];
    return { answer: 'open', verdict, warnings: [why, ...outcome] };
  }
  if (onUnavailable.mode === 'last-known') {
    const known = readLastKnown();
    if (known !== undefined && now() - Date.parse(known.now) <= onUnavailable.maxAgeMs) {
      return {
        answer: 'last-known',
        verdict: judge(freezeAnyway(known.statuses, policy, at)),
        warnings: [why, `the push was judged by the lines as they were at ${known.now}`],
      };
    }
  }
  const finding: Finding = {
    rule: 'store-unavailable',
    severity: 'error',
    message: `andon cannot tell whether the line runs: ${why}`,
    fix: { kind: 'advice', text: 'ask the admin to run: andon doctor' },
  };
  return { answer: 'closed', verdict: refuseWith(running, finding), warnings: [] };
}

function refuseWith(verdict: Verdict, finding: Finding): Verdict {
  const { rule, severity, message } = finding;
  return {
    ...verdict,
    accept: false,
    shown: [finding, ...verdict.shown],
    findings: [{ rule, severity, message }, ...verdict.findings],
    passages: [],
  };
}
