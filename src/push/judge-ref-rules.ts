// What the push rules say of the refs that a push moves. Loaded where there are any.
import { compileRefRules } from '../guard/judge-refs.ts';
import type { RefMove } from '../guard/ref-rule.ts';
import { REF_RULES } from '../guard/ref-rules.ts';
import type { GuardedUpdate } from '../line/guarded-update.ts';
import type { Movement } from '../ref/movement.ts';
import type { Oid } from '../ref/oid.ts';
import type { RefName } from '../ref/ref-name.ts';
import type { LoadPatterns } from '../rule/pattern.ts';
import { patternCompiler } from '../rule/rule.ts';
import type { RuleSettings } from '../rule/rule.ts';
import { splitTrial } from '../rule/trial.ts';
import type { Finding } from '../verdict/finding.ts';
import { effectiveGuard } from './effective-rules.ts';
import type { LocatedUpdate } from './locate-updates.ts';
import type { GuardStep } from './policy.ts';
import type { Repository, TagObject } from './repository.ts';

export interface RefRuleTools {
  readonly steps: readonly GuardStep[];
  readonly pusher: string;
  readonly repository: Pick<Repository, 'isAncestor' | 'readTags'>;
  readonly loadPatterns: LoadPatterns;
  /** What is known already of updates to lines. */
  readonly guarded: readonly GuardedUpdate[];
}

/** Judges all refs of a push, those with the same rules together. */
export async function judgeRefRules(
  located: readonly LocatedUpdate[],
  tools: RefRuleTools,
): Promise<readonly Finding[]> {
  const groups = Map.groupBy(located, (update) =>
    JSON.stringify(effectiveGuard(REF_RULES, tools.steps, update) ?? {}),
  );
  const exact = tools.guarded.filter(({ range }) => range === 'exact');
  const movements = new Map(exact.map(({ ref, movement }) => [ref, movement]));
  const findings: Finding[] = [];
  for (const [key, updates] of groups) {
    const { rules: settings, weigh } = splitTrial(JSON.parse(key) as RuleSettings);
    if (Object.keys(settings).length === 0) continue;
    const compilePattern = await patternCompiler(REF_RULES, settings, tools.loadPatterns);
    const { needsTag, judge } = compileRefRules(REF_RULES, settings, compilePattern);
    const moves: RefMove[] = [];
    const wanted = needsTag ? updates.flatMap(newTag) : [];
    const tags = await tools.repository.readTags(wanted);
    for (const update of updates)
      moves.push(await describeMove(update, { ...tools, settings, tags, movements }));
    findings.push(...weigh(judge(moves, tools.pusher)));
  }
  return findings;
}

interface MoveTools extends RefRuleTools {
  readonly settings: RuleSettings;
  readonly tags: ReadonlyMap<Oid, TagObject>;
  readonly movements: ReadonlyMap<RefName, Movement>;
}

function newTag({ target, new: value }: LocatedUpdate): readonly Oid[] {
  return value !== undefined && target.startsWith('refs/tags/') ? [value] : [];
}

async function describeMove(update: LocatedUpdate, tools: MoveTools): Promise<RefMove> {
  const { target: ref, old, new: value } = update;
  const tag = value === undefined ? undefined : tools.tags.get(value);
  if (value === old) return { ref, movement: 'none', tag };
  if (old === undefined) return { ref, movement: 'create', tag };
  if (value === undefined) return { ref, movement: 'delete' };
  const known = tools.movements.get(ref);
  if (known !== undefined) return { ref, movement: known, tag };
  // git is asked only where somebody wants to know.
  if (tools.settings['protected-rewind'] === undefined) return { ref, movement: 'unclear', tag };
  const isAdvance = await tools.repository.isAncestor(old, value);
  return { ref, movement: isAdvance ? 'advance' : 'rewind', tag };
}
