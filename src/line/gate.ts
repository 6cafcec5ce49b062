// The gate: may this push enter the lines it wants to enter? Pure, and the only place that decides it.
//
// Its policy, in one breath: while a line is stopped, only the repair of an open stop of that very
// line enters, and whoever gets in some other way is named with the reason.
import { shortOid } from '../ref/oid.ts';
import type { RefName } from '../ref/ref-name.ts';
import type { Finding } from '../verdict/finding.ts';
import { namesStop } from './fix-trailer.ts';
import { firstParentCommits } from './guarded-update.ts';
import type { CommitFacts, GuardedUpdate } from './guarded-update.ts';
import type { LineName } from './line-name.ts';
import type { LineStatus } from './status.ts';
import { blocks } from './stop.ts';
import type { Stop } from './stop.ts';

export interface GateRules {
  readonly fix: 'every' | 'first-parent' | 'tip' | 'any';
  readonly reverts: boolean;
}

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
  const reason = overrideReason(question, update);
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
  if (frozen.length === 0) return judgeFix(question, update, line, open);
  const message = `changes line ${line} during ${frozen.map((name) => `freeze ${name}`).join(' and ')}`;
  return { findings: [{ rule: 'line-stopped', severity: 'error', ref: update.ref, message }], passages: [] };
}

/** A reason must say something: an override without one is no override. */
function overrideReason(question: GateQuestion, update: GuardedUpdate): string | undefined {
  const given = [question.override, ...(update.commits[0]?.overrides ?? [])];
  return given.find((reason) => reason !== undefined && reason.trim() !== '')?.trim();
}

function judgeFix(
  question: GateQuestion,
  update: GuardedUpdate,
  line: LineName,
  open: readonly Stop[],
): { findings: Finding[]; passages: GatePassage[] } {
  const refuse = (message: string): { findings: Finding[]; passages: GatePassage[] } => ({
    findings: [{ rule: 'line-stopped', severity: 'error', ref: update.ref, message }],
    passages: [],
  });
  // Deleting or rewinding takes code off the line, and moving a ref to commits it had before brings
  // none: no trailer can speak for either, so only an override or an exemption lets them through.
  if (update.movement === 'delete') return refuse(`deletes a ref of the stopped line ${line}`);
  if (update.movement === 'rewind') return refuse(`takes commits off the stopped line ${line}`);
  if (update.range === 'pooled')
    return refuse(`one of too many refs of the stopped line ${line} in one push`);
  if (update.commits.length === 0) return refuse(`changes the stopped line ${line} and brings no new commit`);

  const rules = question.rules.get(line) ?? { fix: 'first-parent', reverts: false };
  const stops = open.map((stop) => stop.number);
  const judged = commitsToJudge(update, rules.fix).map((commit) => ({
    commit,
    way: judgeCommit(commit, open, rules),
  }));
  const enough =
    rules.fix === 'any'
      ? judged.some(({ way }) => way.kind !== 'no')
      : judged.every(({ way }) => way.kind !== 'no');
  if (!enough) {
    const fix = { kind: 'trailer', trailer: `Fixes-Build: ${stops[0]}` } as const;
    const findings = judged.flatMap(({ commit, way }, index) => {
      if (way.kind !== 'no') return [];
      const finding = commitFinding(update, commit, way.message);
      // Where any one will do, the newest is the easiest to amend.
      return rules.fix === 'any' && index > 0 ? [finding] : [{ ...finding, fix }];
    });
    return { findings, passages: [] };
  }
  const fixed = [...new Set(judged.flatMap(({ way }) => (way.kind === 'fix' ? way.stops : [])))];
  const way = judged.some(({ way }) => way.kind === 'fix') ? 'fix' : 'revert';
  return {
    findings: [],
    passages: [{ line, ref: update.ref, way, stops: way === 'fix' ? fixed : stops }],
  };
}

function commitsToJudge(update: GuardedUpdate, mode: GateRules['fix']): readonly CommitFacts[] {
  switch (mode) {
    case 'every':
    case 'any':
      return update.commits;
    case 'tip':
      return update.commits.slice(0, 1);
    case 'first-parent':
      return firstParentCommits(update);
  }
}

type Way =
  | { readonly kind: 'fix'; readonly stops: readonly number[] }
  | { readonly kind: 'revert' }
  | { readonly kind: 'no'; readonly message: string };

function judgeCommit(commit: CommitFacts, open: readonly Stop[], rules: GateRules): Way {
  const named = open.filter((stop) => commit.fixes.some((value) => namesStop(value, stop)));
  if (named.length > 0) return { kind: 'fix', stops: named.map((stop) => stop.number) };
  const since = commit.reverts?.landedAfter ?? [];
  if (rules.reverts && open.some((stop) => stop.lastGood !== undefined && since.includes(stop.lastGood))) {
    return { kind: 'revert' };
  }
  const value = commit.fixes[0];
  if (value === undefined) return { kind: 'no', message: 'without a fix trailer' };
  const numbers = open.map((stop) => stop.number).join(', ');
  return { kind: 'no', message: `names "${value}", which is no open stop of this line (open: ${numbers})` };
}

function commitFinding(update: GuardedUpdate, commit: CommitFacts, message: string): Finding {
  return {
    rule: 'line-stopped',
    severity: 'error',
    ref: update.ref,
    commit: commit.oid,
    subject: commit.subject,
    message,
  };
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

/** Says what an update does, in the words of a refusal: "refs/heads/main 1a2b3c4..9f8e7d6". */
export function describeMove(update: Pick<GuardedUpdate, 'old' | 'new'>): string {
  if (update.old === undefined) return `(new) ${update.new === undefined ? '' : shortOid(update.new)}`.trim();
  if (update.new === undefined) return `${shortOid(update.old)} (deleted)`;
  return `${shortOid(update.old)}..${shortOid(update.new)}`;
}
