// Gathers all that can be known of a push before it is judged: what it moves, which commits it
// brings, and what the lint rules say of them. Reads only; decides nothing.
import type { CommitFacts, GuardedUpdate } from '../line/guarded-update.ts';
import type { Lint } from '../lint/lint.ts';
import type { Movement } from '../ref/movement.ts';
import type { Oid } from '../ref/oid.ts';
import type { RefName } from '../ref/ref-name.ts';
import type { Finding } from '../verdict/finding.ts';
import type { InspectedCommit } from './inspect-commit.ts';
import type { LintFor } from './lint-for.ts';
import type { LocatedUpdate } from './locate-updates.ts';
import { onceAsync } from './once-async.ts';
import type { Policy } from './policy.ts';
import type { RangeRules, RangeRulesFor } from './range-rules.ts';
import { readRange } from './read-range.ts';
import type { ExamineContext, RangeTask } from './read-range.ts';
import type { Repository } from './repository.ts';
import { verifyReverts } from './verify-reverts.ts';

export interface Examination {
  readonly guarded: readonly GuardedUpdate[];
  readonly findings: readonly Finding[];
}

/** Beyond this many different moves of guarded refs, their commits are read once for all of them together. */
const MOST_EXACT_RANGES = 64;

/** Examines the updates that are on a line or that rules are meant for; `lastGood` are the last good revisions of open stops. */
export async function examineUpdates(
  located: readonly LocatedUpdate[],
  repository: Repository,
  { lintFor, rangeRulesFor, ...given }: ExamineTools,
): Promise<Examination> {
  const updates: LintedUpdate[] = [];
  for (const update of located) {
    const lint = await lintFor(update);
    const rules = await rangeRulesFor?.(update);
    if (lint !== undefined || rules !== undefined) updates.push({ update, lint: lint ?? SILENT, rules });
  }
  const moved = updates.map(({ update }) => update);
  const tips = onceAsync(async () => guardedTips(repository, given.policy, moved));
  const context = { repository, tips, ...given };
  if (updates.length > MOST_EXACT_RANGES) return examinePooled(updates, context);
  const examinations: Examination[] = [];
  for (const each of updates) examinations.push(await examineExact(each, context));
  return {
    guarded: examinations.flatMap((each) => each.guarded),
    findings: examinations.flatMap((each) => each.findings),
  };
}

/** What examining works with beside the repository. */
export interface ExamineTools extends Pick<ExamineContext, 'policy' | 'lastGood' | 'push'> {
  readonly lintFor: LintFor;
  /** Undefined where there are no push rules. */
  readonly rangeRulesFor: RangeRulesFor | undefined;
}

/** For refs that have push rules and no rules for messages. */
const SILENT: Lint = () => [];

interface LintedUpdate {
  readonly update: LocatedUpdate;
  readonly lint: Lint;
  readonly rules: RangeRules | undefined;
}

async function examineExact(
  { update, ...rules }: LintedUpdate,
  context: ExamineContext,
): Promise<Examination> {
  const commits: InspectedCommit[] = [];
  const findings: Finding[] = [];
  if (update.new !== undefined && update.new !== update.old) {
    // A new ref has no old value to measure from: what other refs of lines hold is not new.
    const exclude = update.old === undefined ? await context.tips() : [update.old];
    const task: RangeTask = { ref: update.target, kind: 'exact', commits, ...rules };
    findings.push(...(await readRange({ tips: [update.new], exclude }, task, context)));
  }
  const { policy, lastGood, repository } = context;
  const verified = await verifyReverts(commits, repository, { policy, lastGood, landed: update.old });
  return { guarded: [toGuarded(update, verified, 'exact')], findings };
}

async function examinePooled(
  updates: readonly LintedUpdate[],
  context: ExamineContext,
): Promise<Examination> {
  const old = updates.flatMap(({ update }) => update.old ?? []);
  const exclude = [...new Set(old), ...(await context.tips())];
  const findings: Finding[] = [];
  const alike = [...Map.groupBy(updates, ({ lint }) => lint).values()];
  for (const pool of alike.flatMap((each) => [...Map.groupBy(each, ({ rules }) => rules).values()])) {
    const tips = [...new Set(pool.flatMap(({ update }) => update.new ?? []))];
    const [first] = pool;
    if (first === undefined || tips.length === 0) continue;
    const { lint, rules, update } = first;
    const task: RangeTask = { ref: update.target, kind: 'pooled', lint, rules, commits: [] };
    findings.push(...(await readRange({ tips, exclude }, task, context)));
  }
  return { guarded: updates.map(({ update }) => toGuarded(update, [], 'pooled')), findings };
}

function toGuarded(
  update: LocatedUpdate,
  commits: readonly CommitFacts[],
  range: GuardedUpdate['range'],
): GuardedUpdate {
  const { target: ref, lines, old, new: newOid } = update;
  return { ref, lines, movement: movementOf(update, commits, range), old, new: newOid, commits, range };
}

/** The old value is an ancestor of the new one exactly when a commit of the range has it as a parent. */
function movementOf(
  update: LocatedUpdate,
  commits: readonly CommitFacts[],
  range: GuardedUpdate['range'],
): Movement {
  if (update.new === update.old) return 'none';
  if (update.old === undefined) return 'create';
  if (update.new === undefined) return 'delete';
  if (range === 'pooled') return 'advance';
  const from = update.oldPeeled ?? update.old;
  return commits.some(({ parents }) => parents.includes(from)) ? 'advance' : 'rewind';
}

async function guardedTips(
  repository: Repository,
  policy: Policy,
  moved: readonly LocatedUpdate[],
): Promise<readonly Oid[]> {
  const head = await repository.readDefaultBranch('');
  const patterns = policy.lines.flatMap(({ refs }) => refs.map((ref) => (ref === 'HEAD' ? head : ref)));
  const refs = await repository.listRefs([...new Set(patterns.filter((pattern) => pattern !== undefined))]);
  const own = new Set<RefName>(moved.map(({ target }) => target));
  return [...new Set([...refs].filter(([name]) => !own.has(name)).map(([, value]) => value.oid))];
}
