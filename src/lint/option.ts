// What a lint rule lets the admin set. The descriptions are data, so that the configuration is
// checked, and documented, from the registry alone.

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
  | { readonly kind: 'list'; readonly default: readonly string[]; readonly sentence: string };

/** A rule's options by name; `severity` is not among them, because every rule has it. */
export type Options = Readonly<Record<string, Option>>;

interface Values {
  number: number;
  string: string;
  boolean: boolean;
  list: readonly string[];
}

type ValueOf<O extends Option> = O extends { readonly kind: 'choice'; readonly choices: readonly (infer C)[] }
  ? C
  : Values[Exclude<O['kind'], 'choice'>];

/** The values that belong to a rule's options. */
export type OptionValues<O extends Options> = { readonly [name in keyof O]: ValueOf<O[name]> };

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
      fits = Array.isArray(value) && value.every((item) => typeof item === 'string');
      wanted = 'a list of strings';
      break;
  }
  return fits ? undefined : `has to be ${wanted}`;
}
