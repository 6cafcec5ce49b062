// What all rules have in common, whatever they judge: an id, a severity that the admin chooses, options
// that are described by data, and complaints.
import type { Fix, Severity } from '../verdict/finding.ts';
import { bindOptions, patternsIn } from './option.ts';
import type { Options } from './option.ts';
import type { CompilePattern, LoadPatterns } from './pattern.ts';

/** One thing a rule has to say. Texts may hold what was pushed: unescaped. */
export interface Complaint {
  /** Current and desired state, a sentence without its period. */
  readonly message: string;
  readonly fix?: Fix;
  /** Set where the complaint weighs less than its rule, as one about what could not be found out. */
  readonly severity?: 'warn';
}

/** What a registry says of a rule. */
export interface RuleEntry<O extends Options = Options> {
  /** The name of its file, the word in the refusal, and the anchor in the documentation. */
  readonly id: string;
  /** One sentence for the documentation. */
  readonly summary: string;
  /** The severity where neither a preset nor the admin sets one. */
  readonly severity: Severity | 'off';
  readonly options: O;
  /** Options without which the rule cannot do. */
  readonly required?: readonly string[];
}

/** Severity and options of rules by their ids; plain JSON, part of the compiled configuration. */
export type RuleSettings = Readonly<
  Record<string, { readonly severity: Severity | 'off'; readonly [option: string]: unknown }>
>;

/** What one place says of rules, to be laid over what others say. */
export type RuleOverrides = Readonly<
  Record<string, { readonly severity?: Severity | 'off'; readonly [option: string]: unknown }>
>;

/** Lays overrides over settings. A rule that is given options is wanted: it is an error unless somebody says otherwise. */
export function overrideRules(under: RuleSettings, over: RuleOverrides): RuleSettings {
  const settings = new Map(Object.entries(under));
  for (const [id, override] of Object.entries(over))
    settings.set(id, { severity: 'error', ...settings.get(id), ...override });
  return Object.fromEntries(settings);
}

/** Leaves out what is off. */
export function onlyOn(settings: RuleSettings): RuleSettings {
  return Object.fromEntries(Object.entries(settings).filter(([, { severity }]) => severity !== 'off'));
}

/** A rule that runs, with its options in the types that it was written for. */
export interface ActiveRule<R> {
  readonly rule: R;
  readonly severity: Severity;
  readonly options: never;
}

/** Returns every rule of a registry with the severity and the options that it has by itself. */
export function defaultSettings(registry: readonly RuleEntry[]): RuleSettings {
  return Object.fromEntries(
    registry.map(({ id, severity, options }) => [
      id,
      {
        ...Object.fromEntries(Object.entries(options).map(([name, option]) => [name, option.default])),
        severity,
      },
    ]),
  );
}

/**
 * Returns the rules that run, in the registry's order. One that is not named, or off, does not; an option
 * that is not named has its default. Values are taken as checked (see judge-option.ts).
 * @throws {Error} where a rule is unknown: to leave it out in silence would let pass what it refuses
 */
export function activeRules<R extends RuleEntry>(
  registry: readonly R[],
  settings: RuleSettings,
  compilePattern: CompilePattern,
): readonly ActiveRule<R>[] {
  const known = new Set(registry.map(({ id }) => id));
  const unknown = Object.keys(settings).find((id) => !known.has(id));
  if (unknown !== undefined) throw new Error(`no rule is called "${unknown}"`);
  return registry.flatMap((rule) => {
    if (!Object.hasOwn(settings, rule.id)) return [];
    const { severity = rule.severity, ...values } = settings[rule.id] ?? {};
    if (severity === 'off') return [];
    return [{ rule, severity, options: bindOptions(rule.options, values, compilePattern) as never }];
  });
}

/** Returns those of the settings that are for rules of a registry. */
export function pickSettings(registry: readonly RuleEntry[], settings: RuleSettings): RuleSettings {
  const ids = new Set(registry.map(({ id }) => id));
  return Object.fromEntries(Object.entries(settings).filter(([id]) => ids.has(id)));
}

/** Returns what compiles patterns, loaded where a rule that runs has one. */
export async function patternCompiler(
  registry: readonly RuleEntry[],
  settings: RuleSettings,
  loadPatterns: LoadPatterns,
): Promise<CompilePattern> {
  const isUsed = registry.some(({ id, options }) => {
    const values = settings[id];
    if (values === undefined || values.severity === 'off') return false;
    return Object.entries(options).some(
      ([name, option]) => patternsIn(option, values[name] ?? option.default).length > 0,
    );
  });
  if (isUsed) return loadPatterns();
  return (source) => {
    throw new Error(`no engine was loaded for the pattern "${source}"`);
  };
}
