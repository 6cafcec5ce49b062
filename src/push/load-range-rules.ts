// The push rules on commits and on what they change, for each ref of a push. Loaded where there are any.
import { CHANGE_RULES } from '../guard/change-rules.ts';
import type { ChangeLimits } from '../guard/change.ts';
import { COMMIT_RULES } from '../guard/commit-rules.ts';
import { compileChangeRules } from '../guard/judge-changes.ts';
import type { ChangeGuard } from '../guard/judge-changes.ts';
import { compileCommitRules } from '../guard/judge-commits.ts';
import type { CommitJudge } from '../guard/judge-commits.ts';
import { firstParentCommits } from '../line/guarded-update.ts';
import { patternCompiler, pickSettings } from '../rule/rule.ts';
import type { RuleSettings } from '../rule/rule.ts';
import { splitTrial } from '../rule/trial.ts';
import type { Finding } from '../verdict/finding.ts';
import type { AdmitTools } from './admit-tools.ts';
import { effectiveGuard } from './effective-rules.ts';
import { ticketLookup } from './look-up-tickets.ts';
import type { LookUpTickets } from './look-up-tickets.ts';
import type { GuardStep } from './policy.ts';
import type { RangeRules, RangeRulesFor, ReadRange } from './range-rules.ts';
import type { Repository } from './repository.ts';
import { shareBySettings } from './share-by-settings.ts';

const REGISTRY = [...COMMIT_RULES, ...CHANGE_RULES];

/** What is looked into at most: a push that is larger is refused where a rule wants to look into it. */
const LIMITS: ChangeLimits = { paths: 100_000, blobBytes: 8 * 1024 * 1024, bytes: 256 * 1024 * 1024 };

/** Prepares to judge the commits of a push; refs with the same rules share them. */
export function loadRangeRules(steps: readonly GuardStep[], tools: RangeRuleTools): RangeRulesFor {
  const lookUpTickets = ticketLookup(tools.loadTracker);
  const prepare = shareBySettings(async (settings) => makeRules(settings, { ...tools, lookUpTickets }));
  return async (place) => {
    const settings = effectiveGuard(REGISTRY, steps, place);
    return settings === undefined ? undefined : prepare(settings);
  };
}

export interface RangeRuleTools extends Pick<AdmitTools, 'loadPatterns' | 'loadTracker'> {
  readonly limits: Partial<ChangeLimits> | undefined;
}

interface Preparation extends RangeRuleTools {
  readonly lookUpTickets: LookUpTickets;
}

async function makeRules(
  all: RuleSettings,
  { loadPatterns, lookUpTickets, limits }: Preparation,
): Promise<RangeRules> {
  const { rules: settings, weigh } = splitTrial(all);
  const compilePattern = await patternCompiler(REGISTRY, settings, loadPatterns);
  const onCommits = compileCommitRules(COMMIT_RULES, pickSettings(COMMIT_RULES, settings), compilePattern);
  const onChanges = compileChangeRules(CHANGE_RULES, pickSettings(CHANGE_RULES, settings), compilePattern);
  return {
    judge: async (range, repository) => {
      const context = { repository, limits: { ...LIMITS, ...limits } };
      return weigh([
        ...(await judgeCommits(range, onCommits, { repository, lookUpTickets })),
        ...(await judgeChanges(range, onChanges, context)),
      ]);
    },
  };
}

interface CommitSources {
  readonly repository: Pick<Repository, 'readSignatures' | 'listExisting'>;
  readonly lookUpTickets: LookUpTickets;
}

async function judgeCommits(
  { ref, kind, commits, push, readOwn }: ReadRange,
  judge: CommitJudge,
  { repository, lookUpTickets }: CommitSources,
): Promise<readonly Finding[]> {
  const oids = commits.map(({ oid }) => oid);
  const signatures = judge.needsSignature ? await repository.readSignatures(oids) : undefined;
  const claims = judge.needsReverted ? commits.flatMap(({ claimsToRevert = [] }) => claimsToRevert) : [];
  const existing = new Set(claims.length === 0 ? [] : await repository.listExisting(claims));
  const { needsTickets } = judge;
  const tickets = needsTickets === undefined ? undefined : await lookUpTickets(needsTickets, await readOwn());
  const whole = judge.judgeRange(
    kind === 'pooled'
      ? { kind, ref }
      : { kind, ref, commits: commits.length, firstParents: firstParentCommits({ commits }) },
  );
  const each = commits.flatMap(({ claimsToRevert, ...facts }) => {
    const reverted =
      claimsToRevert === undefined
        ? undefined
        : { commit: claimsToRevert, exists: existing.has(claimsToRevert) };
    const commit = { ...facts, reverted, signature: signatures?.get(facts.oid), tickets };
    return judge.judgeCommit(commit, ref, push);
  });
  return [...whole, ...each];
}

async function judgeChanges(
  { ref, commits }: ReadRange,
  guard: ChangeGuard,
  {
    repository,
    limits,
  }: { readonly repository: Pick<Repository, 'readChanges'>; readonly limits: ChangeLimits },
): Promise<readonly Finding[]> {
  const { needs } = guard;
  if (needs === undefined) return [];
  const known = new Map(commits.map((commit) => [commit.oid, commit]));
  const judgement = guard.begin();
  const findings: Finding[] = [];
  const answer = await repository.readChanges(commits, { needs, limits }, (changes) => {
    const commit = known.get(changes.oid);
    // To pass it over would let in what nobody judged.
    if (commit === undefined) throw new Error(`the commit ${changes.oid} was not asked about`);
    for (const finding of judgement.judge(changes, commit))
      findings.push({ ...finding, ref, subject: commit.subject });
  });
  switch (answer.kind) {
    case 'read':
      return [...findings, ...judgement.judgeAll().map((finding) => ({ ...finding, ref }))];
    case 'stopped': {
      const [most, setting] =
        answer.at === 'paths'
          ? [`${limits.paths} paths`, 'paths']
          : [`${limits.bytes} bytes of contents`, 'contentSize'];
      const message = `The push changes more than ${most} on this ref, and has not been looked into`;
      const fix = {
        kind: 'advice',
        text: `push fewer commits at a time, or ask the admin to raise limits.${setting}`,
      } as const;
      return [...findings, { rule: 'content-unread', severity: 'error', ref, message, fix }];
    }
    case 'unreadable': {
      const message = `git cannot read what the commits of this ref change: ${answer.problem}`;
      return [...findings, { rule: 'object-unreadable', severity: 'error', ref, message }];
    }
  }
}
