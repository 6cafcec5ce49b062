// What a rule lets the admin set. The descriptions are data, so that the configuration is
// checked, and documented, from the registry alone.
import type { CompilePattern, Pattern } from './pattern.ts';

export type Option =
  | {
      readonly kind: 'number';
      readonly default: number;
      readonly min: number;
      readonly max: number;
      readonly sentence: string;
    }
  | { readonly kind: 'string'; readonly default: string; readonly sentence: string }
  | { readonly kind: 'boolean'; readonly default: boolean; readonly sentence: string }
  | {
      readonly kind: 'choice';
      readonly default: string;
      readonly choices: readonly string[];
      readonly sentence: string;
    }
  /** A pattern in RE2's syntax; the empty one stands for none. */
  | { readonly kind: 'pattern'; readonly default: string; readonly sentence: string }
  | { readonly kind: 'patterns'; readonly default: readonly string[]; readonly sentence: string }
  | { readonly kind: 'list'; readonly default: readonly string[]; readonly sentence: string };

/** A rule's options by name; `severity` is not among them, because every rule has it. */
export type Options = Readonly<Record<string, Option>>;

interface Values {
  number: number;
  string: string;
  boolean: boolean;
  list: readonly string[];
  pattern: Pattern | undefined;
  patterns: readonly Pattern[];
}

type ValueOf<O extends Option> = O extends { readonly kind: 'choice'; readonly choices: readonly (infer C)[] }
  ? C
  : Values[Exclude<O['kind'], 'choice'>];

/** The values that belong to a rule's options. */
export type OptionValues<O extends Options> = { readonly [name in keyof O]: ValueOf<O[name]> };

/** Gives a rule its options in the types that it was written for; what is not set has its default. */
export function bindOptions(
  options: Options,
  values: Readonly<Record<string, unknown>>,
  compilePattern: CompilePattern,
): Readonly<Record<string, unknown>> {
  const bind = ([name, option]: [string, Option]): [string, unknown] => {
    const value = values[name] ?? option.default;
    switch (option.kind) {
      case 'pattern':
        return [name, value === '' ? undefined : compilePattern(value as string)];
      case 'patterns':
        return [name, (value as string[]).map(compilePattern)];
      default:
        return [name, value];
    }
  };
  return Object.fromEntries(Object.entries(options).map(bind));
}

/** Returns what is wrong with a configured value, worded to follow the option's name, or undefined. */
export function judgeOption(option: Option, value: unknown): string | undefined {
  let fits: boolean;
  let wanted: string;
  switch (option.kind) {
    case 'number':
      fits = Number.isInteger(value) && Number(value) >= option.min && Number(value) <= option.max;
      wanted = `a whole number from ${option.min} to ${option.max}`;
      break;
    case 'string':
    case 'pattern':
      fits = typeof value === 'string';
      wanted = 'a string';
      break;
    case 'boolean':
      fits = typeof value === 'boolean';
      wanted = 'true or false';
      break;
    case 'choice':
      fits = option.choices.some((choice) => choice === value);
      wanted = `one of ${option.choices.join(', ')}`;
      break;
    case 'list':
    case 'patterns':
      fits = Array.isArray(value) && value.every((item) => typeof item === 'string');
      wanted = 'a list of strings';
      break;
  }
  return fits ? undefined : `has to be ${wanted}`;
}
