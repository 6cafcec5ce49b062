// Turns everything known of a push into one verdict. Pure: the same push, lines and rules always get
// the same answer.
import type { Passage, RecordedFinding } from '../journal/entry.ts';
import { judgeGate } from '../line/gate.ts';
import type { GuardedUpdate } from '../line/guarded-update.ts';
import type { LineStatus } from '../line/status.ts';
import { formatRefName } from '../ref/ref-name.ts';
import type { Finding } from '../verdict/finding.ts';
import type { Policy } from './policy.ts';
import { isOneOf } from '../text/is-one-of.ts';
import type { Judgement, LineView } from './store.ts';

/** A judgement with all that the pusher is shown. */
export interface Verdict extends Judgement {
  readonly shown: readonly Finding[];
  /** The lines that the push moves and that do not run. */
  readonly held: readonly LineStatus[];
  readonly guarded: readonly GuardedUpdate[];
  /** The reason given by push option for passing a stopped line. */
  readonly override: string | undefined;
  readonly now: string;
}

export interface JudgedPush {
  readonly guarded: readonly GuardedUpdate[];
  /** What was found before the lines were asked. */
  readonly findings: readonly Finding[];
  readonly policy: Policy;
  readonly pusher: string;
  readonly override: string | undefined;
}

const MOST_RECORDED_FINDINGS = 100;
const LONGEST_RECORDED_TEXT = 500;

/** Judges a push: the gate's answer and the findings of all rules, in one verdict. */
export function judgePush(push: JudgedPush, lines: LineView): Verdict {
  const { guarded, policy, pusher } = push;
  const gate = judgeGate({
    updates: guarded,
    statuses: lines.statuses,
    rules: new Map(policy.lines.map((line) => [line.name, line])),
    permissions: new Map(
      policy.lines.map(({ name, exempt, override, freezes = [] }) => [
        name,
        {
          exempt: isOneOf(pusher, exempt),
          override: isOneOf(pusher, override),
          freezes: freezes.filter((freeze) => isOneOf(pusher, freeze.exempt)).map((freeze) => freeze.name),
        },
      ]),
    ),
    unknownLine: policy.unknownLine,
    override: push.override,
    now: lines.now,
  });
  const findings = [...gate.findings, ...push.findings];
  const moved = new Set(
    guarded.filter(({ movement }) => movement !== 'none').flatMap((update) => update.lines),
  );
  const accept = !findings.some(({ severity }) => severity === 'error');
  const more = findings.length - MOST_RECORDED_FINDINGS;
  return {
    accept,
    findings: findings.slice(0, MOST_RECORDED_FINDINGS).map(toRecorded),
    ...(more > 0 ? { moreFindings: more } : {}),
    passages: gate.passages.map((passage): Passage => ({ ...passage, ref: formatRefName(passage.ref) })),
    shown: findings.filter(({ severity }) => severity !== 'evaluated'),
    held: [...lines.statuses.values()].filter(({ line, status }) => moved.has(line) && status !== 'running'),
    guarded,
    override: push.override,
    now: lines.now,
  };
}

function toRecorded({ rule, severity, message, ref, commit }: Finding): RecordedFinding {
  return {
    rule,
    severity,
    message: message.slice(0, LONGEST_RECORDED_TEXT),
    ...(ref === undefined ? {} : { ref: formatRefName(ref) }),
    ...(commit === undefined ? {} : { commit }),
  };
}
