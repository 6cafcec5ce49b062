// The push rules on commits, for each ref of a push. Loaded where there are any.
import { COMMIT_RULES } from '../guard/commit-rules.ts';
import { compileCommitRules } from '../guard/judge-commits.ts';
import type { CommitJudge } from '../guard/judge-commits.ts';
import type { LoadPatterns } from '../rule/pattern.ts';
import { patternCompiler, pickSettings } from '../rule/rule.ts';
import { effectiveGuard } from './effective-rules.ts';
import type { RulePlace } from './effective-rules.ts';
import type { GuardStep } from './policy.ts';

/** Returns the rules on commits of a ref; undefined where none is on. */
export type CommitRulesFor = (place: RulePlace) => Promise<CommitJudge | undefined>;

/** Prepares to judge the commits of a push; refs with the same rules share one judge. */
export function commitRulesFor(steps: readonly GuardStep[], loadPatterns: LoadPatterns): CommitRulesFor {
  const made = new Map<string, Promise<CommitJudge>>();
  return async (place) => {
    const settings = pickSettings(COMMIT_RULES, effectiveGuard(steps, place));
    if (Object.keys(settings).length === 0) return undefined;
    const key = JSON.stringify(settings);
    let judge = made.get(key);
    if (judge === undefined) {
      judge = patternCompiler(COMMIT_RULES, settings, loadPatterns).then((compilePattern) =>
        compileCommitRules(COMMIT_RULES, settings, compilePattern),
      );
      made.set(key, judge);
    }
    return judge;
  };
}
