// Does an update repair the line that it moves? It does where its commits name open stops of that very line, or
// truly revert what came after the last good revision, where the admin lets reverts in.
import type { Finding } from '../verdict/finding.ts';
import { namesStop } from './fix-trailer.ts';
import { firstParentCommits } from './guarded-update.ts';
import type { CommitFacts, GuardedUpdate } from './guarded-update.ts';
import type { LineName } from './line-name.ts';
import type { Stop } from './stop.ts';

export interface GateRules {
  readonly fix: 'every' | 'first-parent' | 'tip' | 'any';
  readonly reverts: boolean;
}

/** What keeps the update out, or how it repairs the line, and which stops. */
export type RepairAnswer =
  | { readonly kind: 'no'; readonly findings: Finding[] }
  | { readonly kind: 'repair'; readonly way: 'fix' | 'revert'; readonly stops: readonly number[] };

/** Judges an update against the open stops of one line. */
export function judgeRepair(
  update: GuardedUpdate,
  line: LineName,
  { open, rules }: { readonly open: readonly Stop[]; readonly rules: GateRules },
): RepairAnswer {
  const refuse = (message: string): RepairAnswer => ({
    kind: 'no',
    findings: [{ rule: 'line-stopped', severity: 'error', ref: update.ref, message }],
  });
  // Deleting or rewinding takes code off the line, and moving a ref to commits it had before brings
  // none: no trailer can speak for either, so only an override or an exemption lets them through.
  if (update.movement === 'delete') return refuse(`deletes a ref of the stopped line ${line}`);
  if (update.movement === 'rewind') return refuse(`takes commits off the stopped line ${line}`);
  if (update.range === 'pooled')
    return refuse(`one of too many refs of the stopped line ${line} in one push`);
  if (update.commits.length === 0) return refuse(`changes the stopped line ${line} and brings no new commit`);

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
    return { kind: 'no', findings };
  }
  const fixed = [...new Set(judged.flatMap(({ way }) => (way.kind === 'fix' ? way.stops : [])))];
  const way = judged.some(({ way }) => way.kind === 'fix') ? 'fix' : 'revert';
  return { kind: 'repair', way, stops: way === 'fix' ? fixed : stops };
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
