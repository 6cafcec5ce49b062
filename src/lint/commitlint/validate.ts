// Checks a commitlint configuration that was pasted, so that nothing of it can go wrong in a push. What would
// run code, or excuse a message by its own words, is refused with the reason.
import { isMap } from '../../text/is-map.ts';
import { suggest } from '../../text/suggest.ts';
import { findPreset, PRESETS } from './presets.ts';
import { COMMITLINT_RULES } from './rules.ts';
import { judgeValue } from './value.ts';

/** One thing that is wrong: where, below `lint.commitlint`, and what, worded to follow the place. */
export interface CommitlintProblem {
  readonly path: readonly (string | number)[];
  readonly problem: string;
}

/** Settings that mean something to commitlint's command only. */
const WITHOUT_EFFECT = ['$schema', 'formatter', 'helpUrl', 'prompt'];

const PACKAGE = 'names code of a package, and a hook runs none; the presets bring their own parsers';
const BYPASS = 'would let a message excuse itself by its own words; remove it';

const REFUSED: ReadonlyMap<string, string> = new Map([
  ['parserPreset', PACKAGE],
  ['plugins', PACKAGE],
  ['ignores', BYPASS],
]);

/** Returns everything that is wrong with a configuration; one without problems can be compiled. */
export function describeCommitlint(config: unknown): readonly CommitlintProblem[] {
  if (!isMap(config)) return [{ path: [], problem: 'has to be a map with "extends" and "rules"' }];
  return Object.entries(config).flatMap(([key, value]): readonly CommitlintProblem[] => {
    if (key === 'extends') return describeExtends(value);
    if (key === 'rules') return describeRules(value);
    const problem = describeOther(key, value);
    return problem === undefined ? [] : [{ path: [key], problem }];
  });
}

function describeOther(key: string, value: unknown): string | undefined {
  if (WITHOUT_EFFECT.includes(key)) return undefined;
  if (key === 'defaultIgnores') return value === false ? undefined : BYPASS;
  return REFUSED.get(key) ?? `is no setting here${suggest(key, ['extends', 'rules'])}`;
}

function describeExtends(value: unknown): readonly CommitlintProblem[] {
  if (typeof value !== 'string' && !Array.isArray(value))
    return [{ path: ['extends'], problem: 'has to be a preset or a list of presets' }];
  const names: readonly unknown[] = typeof value === 'string' ? [value] : value;
  return names.flatMap((name, at) => {
    if (typeof name === 'string' && findPreset(name) !== undefined) return [];
    const known = [...PRESETS.keys()];
    const problem = `is no preset here${suggest(typeof name === 'string' ? name : '', known)}`;
    return [{ path: typeof value === 'string' ? ['extends'] : ['extends', at], problem }];
  });
}

function describeRules(rules: unknown): readonly CommitlintProblem[] {
  if (!isMap(rules)) return [{ path: ['rules'], problem: 'has to be a map from rules to their settings' }];
  return Object.entries(rules).flatMap(([name, setting]) =>
    describeRule(name, setting).map(({ path, problem }) => ({ path: ['rules', name, ...path], problem })),
  );
}

function describeRule(name: string, setting: unknown): readonly CommitlintProblem[] {
  const rule = COMMITLINT_RULES.find((each) => each.name === name);
  if (rule === undefined) {
    const names = COMMITLINT_RULES.map((each) => each.name);
    return [{ path: [], problem: `is no rule of commitlint${suggest(name, names)}` }];
  }
  if (!Array.isArray(setting) || setting.length === 0)
    return [{ path: [], problem: 'has to be a list of level, condition and value' }];
  const [level, condition, value] = setting as readonly unknown[];
  if (level === 0 && setting.length === 1) return [];
  const found = [
    { path: [0], problem: judgeLevel(level) },
    { path: [1], problem: judgeCondition(condition) },
    { path: [2], problem: level === 0 || value === undefined ? undefined : judgeValue(rule.kind, value) },
    { path: [3], problem: setting.length > 3 ? 'is one item too many, after the value' : undefined },
  ];
  return found.flatMap(({ path, problem }) => (problem === undefined ? [] : [{ path, problem }]));
}

function judgeLevel(level: unknown): string | undefined {
  return level === 0 || level === 1 || level === 2
    ? undefined
    : 'has to be a level: 0 (off), 1 (warning) or 2 (error)';
}

function judgeCondition(condition: unknown): string | undefined {
  return condition === 'always' || condition === 'never' ? undefined : 'has to be "always" or "never"';
}
