// Reads the commits of a range and asks all rules about them: those on messages while git still gives out more,
// those on commits once they are together.
import type { CommitPush } from '../guard/commit-rule.ts';
import type { Lint } from '../lint/lint.ts';
import type { Message } from '../lint/message.ts';
import type { Oid } from '../ref/oid.ts';
import type { RefName } from '../ref/ref-name.ts';
import type { Finding } from '../verdict/finding.ts';
import { inspectCommit } from './inspect-commit.ts';
import type { InspectedCommit } from './inspect-commit.ts';
import { onceAsync } from './once-async.ts';
import type { Policy } from './policy.ts';
import type { RangeRules, ReadCommit } from './range-rules.ts';
import type { CommitRange, Repository } from './repository.ts';
import { spareReverts } from './spare-reverts.ts';

/** What examining a push works with. */
export interface ExamineContext {
  readonly repository: Repository;
  readonly policy: Policy;
  readonly lastGood: readonly Oid[];
  readonly push: CommitPush;
  /** Tips of the refs of lines that this push does not move. */
  readonly tips: () => Promise<readonly Oid[]>;
}

/** What becomes of the commits of a range, beside being looked at. */
export interface RangeTask {
  readonly ref: RefName;
  readonly kind: 'exact' | 'pooled';
  readonly lint: Lint;
  readonly rules: RangeRules | undefined;
  /** Where they are put. */
  readonly commits: InspectedCommit[];
}

/** Reads the commits of a range, and returns what all rules say of them. */
export async function readRange(
  range: CommitRange,
  { ref, kind, lint, rules, commits }: RangeTask,
  { repository, policy, push, tips }: ExamineContext,
): Promise<readonly Finding[]> {
  const found: Finding[] = [];
  const read: ReadCommit[] = [];
  const { limits } = policy;
  const answer = await repository.readCommits(range, limits, (raw) => {
    const inspected = inspectCommit(raw, ref, lint);
    const { commit, headers, message } = inspected;
    if (commit !== undefined) commits.push(commit);
    if (rules !== undefined && commit !== undefined && headers !== undefined && message !== undefined)
      read.push({
        ...commit,
        headers,
        message: () => message.decode(message.bytes),
        trailers: trailersOf(message),
      });
    found.push(...inspected.findings);
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
  const findings = [...(await spareReverts(found, repository))];
  // What another line took in already was judged there: merging it in brings nothing new to mend.
  const listOwn = onceAsync(async () => {
    const others = await tips();
    if (others.length === 0) return undefined;
    return repository.listCommits(
      { tips: range.tips, exclude: [...range.exclude, ...others] },
      limits.commits,
    );
  });
  if (rules !== undefined) {
    const readOwn = async (): Promise<readonly ReadCommit[]> => {
      const own = await listOwn();
      return own === undefined ? read : read.filter(({ oid }) => own.has(oid));
    };
    findings.push(...(await rules.judge({ ref, kind, commits: read, push, readOwn }, repository)));
  }
  if (findings.length === 0) return findings;
  const own = await listOwn();
  return findings.filter(({ commit }) => commit === undefined || own?.has(commit) !== false);
}

function trailersOf(message: Message): ReadCommit['trailers'] {
  return message.trailers.map(({ key, value }) => ({ key, value: message.decode(value) }));
}
