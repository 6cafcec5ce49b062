// The gate: may this push enter the lines it wants to enter? Pure; what repairs a line is in
// judge-repair.ts, and no other place decides.
//
// Its policy, in one breath: while a line is stopped, only the repair of an open stop of that very
// line enters, and whoever gets in some other way is named with the reason.
import type { RefName } from '../ref/ref-name.ts';
import type { Finding } from '../verdict/finding.ts';
import type { GuardedUpdate } from './guarded-update.ts';
import { judgeRepair } from './judge-repair.ts';
import type { GateRules } from './judge-repair.ts';
import type { LineName } from './line-name.ts';
import type { LineStatus } from './status.ts';
import { blocks } from './stop.ts';
import type { Stop } from './stop.ts';

/** What the pusher may do on one line, settled from the configured names before the gate is asked. */
export interface Permission {
  readonly exempt: boolean;
  readonly override: boolean;
  /** The freezes that do not hold this pusher, by name. */
  readonly freezes?: readonly string[];
}

export interface GateQuestion {
  readonly updates: readonly GuardedUpdate[];
  /** Status of each line; a line the store does not know is absent. */
  readonly statuses: ReadonlyMap<LineName, LineStatus>;
  readonly rules: ReadonlyMap<LineName, GateRules>;
  readonly permissions: ReadonlyMap<LineName, Permission>;
  readonly unknownLine: 'refuse' | 'free';
  /** The reason given with `git push -o andon.override=...`. */
  readonly override: string | undefined;
  /** ISO 8601. */
  readonly now: string;
}

/** How an update got past a stopped line. */
export interface GatePassage {
  readonly line: LineName;
  readonly ref: RefName;
  readonly way: 'fix' | 'revert' | 'override' | 'exempt';
  readonly stops: readonly number[];
  readonly reason?: string;
}

export interface GateAnswer {
  readonly findings: readonly Finding[];
  readonly passages: readonly GatePassage[];
}

/** Judges all updates of a push against the lines they move; collects everything there is to say. */
export function judgeGate(question: GateQuestion): GateAnswer {
  const findings: Finding[] = [];
  const passages: GatePassage[] = [];
  for (const update of question.updates) {
    if (update.movement === 'none') continue;
    for (const line of update.lines) {
      const status = question.statuses.get(line);
      if (status === undefined) {
        if (question.unknownLine === 'refuse') findings.push(unknownLine(update, line));
        continue;
      }
      const open = status.stops.filter((stop) => blocks(stop, question.now));
      if (open.length === 0) continue;
      const answer = judgeStopped(question, update, line, open);
      findings.push(...answer.findings);
      passages.push(...answer.passages);
    }
  }
  return { findings, passages };
}

function judgeStopped(
  question: GateQuestion,
  update: GuardedUpdate,
  line: LineName,
  open: readonly Stop[],
): GateAnswer {
  const stops = open.map((stop) => stop.number);
  const permission = question.permissions.get(line);
  if (permission?.exempt === true) {
    return { findings: [], passages: [{ line, ref: update.ref, way: 'exempt', stops }] };
  }
  const reason = overrideReason(question.override, update);
  if (reason !== undefined && permission?.override === true) {
    return { findings: [], passages: [{ line, ref: update.ref, way: 'override', stops, reason }] };
  }
  const passed = open.filter(({ freeze }) => freeze && permission?.freezes?.includes(freeze.name) === true);
  const rest = open.filter((stop) => !passed.includes(stop));
  const around: readonly GatePassage[] =
    passed.length === 0
      ? []
      : [{ line, ref: update.ref, way: 'exempt', stops: passed.map((stop) => stop.number) }];
  if (rest.length === 0) return { findings: [], passages: around };
  const answer = judgeRest(question, update, line, rest);
  if (answer.findings.length === 0) return { findings: [], passages: [...around, ...answer.passages] };
  if (reason !== undefined) {
    const message = `The push asks to override line ${line}, and its pusher may not override that line`;
    answer.findings.push({ rule: 'override-not-permitted', severity: 'error', ref: update.ref, message });
  }
  return answer;
}

/** A freeze is no defect: nothing repairs it, so no trailer and no revert passes one. */
function judgeRest(
  question: GateQuestion,
  update: GuardedUpdate,
  line: LineName,
  open: readonly Stop[],
): { findings: Finding[]; passages: GatePassage[] } {
  const frozen = open.flatMap(({ freeze }) => freeze?.name ?? []);
  if (frozen.length === 0) {
    const rules = question.rules.get(line) ?? { fix: 'first-parent', reverts: false };
    const answer = judgeRepair(update, line, { open, rules });
    if (answer.kind === 'no') return { findings: answer.findings, passages: [] };
    const { way, stops } = answer;
    return { findings: [], passages: [{ line, ref: update.ref, way, stops }] };
  }
  const message = `changes line ${line} during ${frozen.map((name) => `freeze ${name}`).join(' and ')}`;
  return { findings: [{ rule: 'line-stopped', severity: 'error', ref: update.ref, message }], passages: [] };
}

/**
 * Returns the reason that an update is overridden for, with the push or by the trailer of its own tip. It must say
 * something: an override without one is no override.
 */
export function overrideReason(option: string | undefined, update: GuardedUpdate): string | undefined {
  const given = [option, ...(update.commits[0]?.overrides ?? [])];
  return given.find((reason) => reason !== undefined && reason.trim() !== '')?.trim();
}

function unknownLine(update: GuardedUpdate, line: LineName): Finding {
  return {
    rule: 'line-unknown',
    severity: 'error',
    ref: update.ref,
    message: `The store has no record of line ${line}, so it cannot say that the line runs`,
    fix: { kind: 'advice', text: 'ask the admin to run: andon config apply' },
  };
}
