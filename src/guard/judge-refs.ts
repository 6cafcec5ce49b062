// Runs the rules on refs that the admin chose over what a push moves. It asks git nothing: the caller
// gathers the facts, and looks at `needsTag` before it does.
import type { CompilePattern } from '../rule/pattern.ts';
import { activeRules } from '../rule/rule.ts';
import type { RuleSettings } from '../rule/rule.ts';
import type { Finding } from '../verdict/finding.ts';
import type { RefFacts, RefMove, RefPush, RefRule } from './ref-rule.ts';
import { splitRefName } from './split-ref-name.ts';

export interface RefJudge {
  /** Whether a rule that runs asks for TagFacts. */
  readonly needsTag: boolean;
  /** Says everything there is to say about all that one push moves: of the push, then ref by ref. */
  readonly judge: (moves: readonly RefMove[], pusher: string) => readonly Finding[];
}

/** Prepares rules once for a push; the findings of a ref stand in the registry's order. */
export function compileRefRules(
  registry: readonly RefRule[],
  settings: RuleSettings,
  compilePattern: CompilePattern,
): RefJudge {
  const active = activeRules(registry, settings, compilePattern);

  const judgeAll = (push: RefPush): readonly Finding[] =>
    active.flatMap(({ rule, severity, options }) =>
      rule.kind === 'push'
        ? rule.judge(push, options).map((complaint) => ({ rule: rule.id, severity, ...complaint }))
        : [],
    );
  const judgeOne = (facts: RefFacts, push: RefPush): readonly Finding[] =>
    active.flatMap(({ rule, severity, options }) =>
      rule.kind === 'ref'
        ? rule
            .judge(facts, options, push)
            .map((complaint) => ({ rule: rule.id, severity, ref: facts.ref, ...complaint }))
        : [],
    );

  return {
    needsTag: active.some(({ rule }) => rule.kind === 'ref' && rule.needsTag === true),
    judge: (moves, pusher) => {
      const moving = moves.filter(({ movement }) => movement !== 'none');
      const push = { pusher, refs: moving.length };
      return [
        ...judgeAll(push),
        ...moving.flatMap((move) => judgeOne({ ...move, ...splitRefName(move.ref) }, push)),
      ];
    },
  };
}
