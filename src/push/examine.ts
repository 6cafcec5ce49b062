// Gathers all that can be known of a push before it is judged: what it moves, which commits it
// brings, and what the lint rules say of them. Reads only; decides nothing.
import type { CommitFacts, GuardedUpdate } from '../line/guarded-update.ts';
import type { Lint } from '../lint/lint.ts';
import type { Movement } from '../ref/movement.ts';
import type { Oid } from '../ref/oid.ts';
import type { RefName } from '../ref/ref-name.ts';
import type { Finding } from '../verdict/finding.ts';
import { inspectCommit } from './inspect-commit.ts';
import type { InspectedCommit } from './inspect-commit.ts';
import type { LintFor } from './lint-for.ts';
import type { LocatedUpdate } from './locate-updates.ts';
import type { Policy } from './policy.ts';
import type { CommitRange, Repository } from './repository.ts';
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
  { policy, lastGood, lintFor }: Pick<Context, 'policy' | 'lastGood'> & { readonly lintFor: LintFor },
): Promise<Examination> {
  const updates: LintedUpdate[] = [];
  for (const update of located) {
    const lint = await lintFor(update);
    if (lint !== undefined) updates.push({ update, lint });
  }
  const moved = updates.map(({ update }) => update);
  const tips = onceAsync(async () => guardedTips(repository, policy, moved));
  const context = { repository, policy, lastGood, tips };
  if (updates.length > MOST_EXACT_RANGES) return examinePooled(updates, context);
  const examinations: Examination[] = [];
  for (const each of updates) examinations.push(await examineExact(each, context));
  return {
    guarded: examinations.flatMap((each) => each.guarded),
    findings: examinations.flatMap((each) => each.findings),
  };
}

interface LintedUpdate {
  readonly update: LocatedUpdate;
  readonly lint: Lint;
}

interface Context {
  readonly repository: Repository;
  readonly policy: Policy;
  readonly lastGood: readonly Oid[];
  /** Tips of the refs of lines that this push does not move. */
  readonly tips: () => Promise<readonly Oid[]>;
}

/** What becomes of the commits of a range, beside being looked at. */
interface RangeTask {
  readonly ref: RefName;
  readonly lint: Lint;
  /** Where they are put. */
  readonly commits: InspectedCommit[];
}

async function examineExact({ update, lint }: LintedUpdate, context: Context): Promise<Examination> {
  const commits: InspectedCommit[] = [];
  const findings: Finding[] = [];
  if (update.new !== undefined && update.new !== update.old) {
    // A new ref has no old value to measure from: what other refs of lines hold is not new.
    const exclude = update.old === undefined ? await context.tips() : [update.old];
    const task = { ref: update.target, lint, commits };
    findings.push(...(await readRange({ tips: [update.new], exclude }, task, context)));
  }
  const { policy, lastGood, repository } = context;
  const verified = await verifyReverts(commits, repository, { policy, lastGood, landed: update.old });
  return { guarded: [toGuarded(update, verified, 'exact')], findings };
}

async function examinePooled(updates: readonly LintedUpdate[], context: Context): Promise<Examination> {
  const old = updates.flatMap(({ update }) => update.old ?? []);
  const exclude = [...new Set(old), ...(await context.tips())];
  const findings: Finding[] = [];
  for (const [lint, pool] of Map.groupBy(updates, (each) => each.lint)) {
    const tips = [...new Set(pool.flatMap(({ update }) => update.new ?? []))];
    const ref = pool[0]?.update.target;
    if (ref !== undefined && tips.length > 0)
      findings.push(...(await readRange({ tips, exclude }, { ref, lint, commits: [] }, context)));
  }
  return { guarded: updates.map(({ update }) => toGuarded(update, [], 'pooled')), findings };
}

async function readRange(
  range: CommitRange,
  { ref, lint, commits }: RangeTask,
  { repository, policy, tips }: Context,
): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  const { limits } = policy;
  const answer = await repository.readCommits(range, limits, (raw) => {
    const inspected = inspectCommit(raw, ref, lint);
    if (inspected.commit !== undefined) commits.push(inspected.commit);
    findings.push(...inspected.findings);
  });
  const about = { ref, severity: 'error' } as const;
  if (answer.kind === 'too-many') {
    const message = `The push brings more than ${limits.commits} new commits to this ref; push fewer at a time`;
    return [
      {
        ...about,
        rule: 'too-many-commits',
        message,
        fix: { kind: 'advice', text: 'or ask the admin to raise limits.commits' },
      },
    ];
  }
  if (answer.kind === 'unreadable') {
    const message = `git cannot read the commits of this ref: ${answer.problem}`;
    const text = 'check your clone: git fsck; if it is shallow: git fetch --unshallow';
    return [{ ...about, rule: 'object-unreadable', message, fix: { kind: 'advice', text } }];
  }
  if (findings.length === 0) return findings;
  // What another line took in already was judged there: merging it in brings nothing new to mend.
  const others = await tips();
  if (others.length === 0) return findings;
  const judged = await repository.listCommits(
    { tips: range.tips, exclude: [...range.exclude, ...others] },
    limits.commits,
  );
  return findings.filter(({ commit }) => commit === undefined || judged.has(commit));
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

function onceAsync<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return async () => (made ??= make());
}
