// The lint of each ref of a push: prepared once for refs with the same rules.
import type { Lint } from '../lint/lint.ts';
import { loadLint } from '../lint/load-lint.ts';
import type { LintTools } from '../lint/load-lint.ts';
import { effectiveLint } from './effective-rules.ts';
import type { RulePlace } from './effective-rules.ts';
import type { Policy } from './policy.ts';
import { shareBySettings } from './share-by-settings.ts';

/** Returns the lint of a ref; undefined where no rule is meant for it. */
export type LintFor = (place: RulePlace) => Promise<Lint | undefined>;

/** Prepares to lint the refs of a push by its policy. */
export function lintFor(policy: Pick<Policy, 'lint' | 'overlays'>, tools: LintTools): LintFor {
  const prepare = shareBySettings(async (settings) => loadLint(settings, tools));
  return async (place) => {
    const settings = effectiveLint(policy, place);
    return settings === undefined ? undefined : prepare(settings);
  };
}
