// Says where rules come from, one place after the other, the weakest first: what is built in, the files for
// every ref, the files for a line, the files for refs by name. Compiling and explaining both follow it.
import { parseLineName } from '../line/line-name.ts';
import { CORE_RULES } from '../lint/core-rules.ts';
import { PRESETS } from '../lint/presets.ts';
import type { PresetName } from '../lint/presets.ts';
import type { RuleScope } from '../push/policy.ts';
import { defaultSettings } from '../rule/rule.ts';
import type { RuleOverrides } from '../rule/rule.ts';
import { isMap } from '../text/is-map.ts';
import type { Layer, Tree } from './merge-layers.ts';
import { formatPath } from './problems.ts';

export interface RuleStep {
  /** Where it stands, for people. */
  readonly origin: string;
  /** Which refs it speaks for; undefined for all. */
  readonly scope: RuleScope | undefined;
  readonly rules: RuleOverrides;
}

/** Keys of a map of rules that are no rules. */
export const LINT_WORDS = ['preset'] as const;

/** The two maps of rules: on messages, and on what a push does to refs. */
export type RuleKey = 'lint' | 'guard';

/** Lists what layers of configuration say of lint rules; the layers' shape has been checked. */
export function lintSteps(layers: readonly Layer[]): readonly RuleStep[] {
  const rules = defaultSettings(CORE_RULES);
  return [{ origin: 'built in', scope: undefined, rules }, ...readSteps(layers, 'lint')];
}

/** Lists what they say of push rules; none is built in. */
export function guardSteps(layers: readonly Layer[]): readonly RuleStep[] {
  return readSteps(layers, 'guard');
}

function readSteps(layers: readonly Layer[], key: RuleKey): readonly RuleStep[] {
  const from = (read: (file: string, value: Tree) => readonly RuleStep[]): readonly RuleStep[] =>
    layers.flatMap(({ file, value }) => (isMap(value) ? read(file, value) : []));
  return [
    ...from((file, value) => readRules(value[key], `${file}: ${key}`, undefined)),
    ...from((file, { lines }) =>
      entriesOf(lines).flatMap(([name, line]) => {
        const parsed = parseLineName(name);
        return parsed === undefined || !isMap(line)
          ? []
          : readRules(line[key], `${file}: ${formatPath(['lines', name, key])}`, { line: parsed });
      }),
    ),
    ...from((file, { refs }) =>
      entriesOf(refs).flatMap(([pattern, settings]) =>
        isMap(settings)
          ? readRules(settings[key], `${file}: ${formatPath(['refs', pattern, key])}`, {
              refs: pattern,
            })
          : [],
      ),
    ),
  ];
}

function readRules(map: unknown, origin: string, scope: RuleScope | undefined): readonly RuleStep[] {
  if (!isMap(map)) return [];
  const preset = map['preset'] as PresetName | undefined;
  const rules = Object.entries(map).filter(([key]) => !LINT_WORDS.some((word) => word === key));
  const spelled = rules.map(([id, setting]) => [id, spellOut(setting)]);
  return [
    ...(preset === undefined
      ? []
      : [{ origin: `${origin}.preset: ${preset}`, scope, rules: PRESETS[preset] }]),
    { origin, scope, rules: Object.fromEntries(spelled) as RuleOverrides },
  ];
}

/** A bare severity, and a bare yes or no, as the map that they stand for. */
export function spellOut(setting: unknown): unknown {
  if (typeof setting === 'boolean') return { severity: setting ? 'error' : 'off' };
  return typeof setting === 'string' ? { severity: setting } : setting;
}

function entriesOf(value: unknown): readonly [string, unknown][] {
  return isMap(value) ? Object.entries(value) : [];
}
