// Checks that push rules that are on have the options that they cannot do without. One file may say what
// another leaves out, and the rules for some refs add to those for all: so all layers are looked at together.
import { COMMIT_RULES } from '../guard/commit-rules.ts';
import type { RuleEntry } from '../rule/rule.ts';
import { isMap } from '../text/is-map.ts';
import type { Layer, Tree } from './merge-layers.ts';
import { formatPath } from './problems.ts';
import type { ConfigProblem } from './problems.ts';
import { ruleMaps } from './rule-maps.ts';
import { spellOut } from './rule-steps.ts';

const NEEDY: readonly RuleEntry[] = COMMIT_RULES.filter(({ required = [] }) => required.length > 0);

/** What one place says of one rule. */
interface Saying {
  readonly file: string;
  readonly path: readonly string[];
  readonly settings: Tree;
  readonly isForAll: boolean;
}

/** Checks all layers, the weakest first. What only some of the refs lack is left to the rule itself. */
export function checkRequired(layers: readonly Layer[]): readonly ConfigProblem[] {
  return NEEDY.flatMap(({ id, required = [] }) => {
    const sayings = layers.flatMap((layer) => sayingsOf(layer, id));
    return required.flatMap((option) => {
      const lacking = findLacking(sayings, option);
      if (lacking === undefined) return [];
      const message = `${formatPath(lacking.path)} has no "${option}", which the rule cannot do without`;
      return [{ file: lacking.file, message }];
    });
  });
}

function findLacking(sayings: readonly Saying[], option: string): Saying | undefined {
  const has = ({ settings }: Saying): boolean => (settings[option] ?? '') !== '';
  const forAll = sayings.filter(({ isForAll }) => isForAll);
  if (forAll.some(has)) return undefined;
  if (isOn(forAll)) return forAll.at(-1);
  return sayings.some(has) ? undefined : sayings.find((saying) => !saying.isForAll && isOn([saying]));
}

/** The last word on the severity counts; options without one switch a rule on. */
function isOn(sayings: readonly Saying[]): boolean {
  const severities = sayings.flatMap(({ settings }) => settings['severity'] ?? []);
  return sayings.length > 0 && severities.at(-1) !== 'off';
}

function sayingsOf({ file, value }: Layer, id: string): readonly Saying[] {
  return ruleMaps(value).flatMap(({ path, key, map }) => {
    const settings = key === 'guard' && Object.hasOwn(map, id) ? spellOut(map[id]) : undefined;
    return isMap(settings) ? [{ file, path: [...path, id], settings, isForAll: path.length === 1 }] : [];
  });
}
