// What a rule lets the admin set. The descriptions are data, so that the configuration is
// checked, and documented, from the registry alone.
import { compileRefPattern, isRefPattern } from '../ref/ref-pattern.ts';
import type { RefPattern } from '../ref/ref-pattern.ts';
import type { CompilePattern, Pattern } from './pattern.ts';
import { TEXT_FORMS } from './text-form.ts';
import type { TextForm } from './text-form.ts';

export type Option =
  | {
      readonly kind: 'number';
      readonly default: number;
      readonly min: number;
      readonly max: number;
      readonly sentence: string;
    }
  /** With a form, the text has to have it, or to be empty: that stands for none. */
  | {
      readonly kind: 'string';
      readonly default: string;
      readonly form?: TextForm;
      readonly sentence: string;
    }
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
  | { readonly kind: 'list'; readonly default: readonly string[]; readonly sentence: string }
  /** Ref patterns (see ref-pattern.ts), which are no regular expressions. */
  | { readonly kind: 'refs'; readonly default: readonly string[]; readonly sentence: string }
  /** Lists by a key, `{ dana: [dana@example.org] }`; the keys of a `ref-table` are ref patterns. */
  | { readonly kind: 'table' | 'ref-table'; readonly default: Table; readonly sentence: string }
  /** A list of maps, each with the same fields; those named in `required` have to be there. */
  | {
      readonly kind: 'entries';
      readonly default: readonly [];
      readonly fields: Options;
      readonly required: readonly string[];
      readonly sentence: string;
    };

type Table = Readonly<Record<string, readonly string[]>>;

/** A row of a `ref-table`. */
export interface RefRow {
  readonly refs: RefPattern;
  readonly values: readonly string[];
}

/** A rule's options by name; `severity` is not among them, because every rule has it. */
export type Options = Readonly<Record<string, Option>>;

interface Values {
  number: number;
  string: string;
  boolean: boolean;
  list: readonly string[];
  pattern: Pattern | undefined;
  patterns: readonly Pattern[];
  refs: readonly RefPattern[];
  /** A map, because a key may be called `__proto__`. */
  table: ReadonlyMap<string, readonly string[]>;
  'ref-table': readonly RefRow[];
}

type ValueOf<O extends Option> = O extends { readonly kind: 'choice'; readonly choices: readonly (infer C)[] }
  ? C
  : O extends { readonly kind: 'entries'; readonly fields: infer F extends Options }
    ? readonly OptionValues<F>[]
    : Values[Exclude<O['kind'], 'choice' | 'entries'>];

/** The values that belong to a rule's options. */
export type OptionValues<O extends Options> = { readonly [name in keyof O]: ValueOf<O[name]> };

/** Gives a rule its options in the types that it was written for; what is not set has its default. */
export function bindOptions(
  options: Options,
  values: Readonly<Record<string, unknown>>,
  compilePattern: CompilePattern,
): Readonly<Record<string, unknown>> {
  const bind = ([name, option]: [string, Option]): [string, unknown] => [
    name,
    bindValue(option, values[name] ?? option.default, compilePattern),
  ];
  return Object.fromEntries(Object.entries(options).map(bind));
}

function bindValue(option: Option, value: unknown, compilePattern: CompilePattern): unknown {
  switch (option.kind) {
    case 'entries':
      return (value as Entry[]).map((entry) => bindOptions(option.fields, entry, compilePattern));
    case 'pattern':
      return value === '' ? undefined : compilePattern(value as string);
    case 'patterns':
      return (value as string[]).map(compilePattern);
    case 'refs':
      return (value as string[]).map(compileRefPattern);
    case 'table':
      return new Map(Object.entries(value as Table));
    case 'ref-table':
      return Object.entries(value as Table).map(([source, values]): RefRow => ({
        refs: compileRefPattern(source),
        values,
      }));
    default:
      return value;
  }
}

type Entry = Readonly<Record<string, unknown>>;

/** Returns every pattern that a checked value holds: each has to be vetted, and needs an engine. */
export function patternsIn(option: Option, value: unknown): readonly string[] {
  switch (option.kind) {
    case 'pattern':
      return value === '' ? [] : [value as string];
    case 'patterns':
      return value as string[];
    case 'entries':
      return (value as Entry[]).flatMap((entry) =>
        Object.entries(option.fields).flatMap(([name, field]) =>
          patternsIn(field, entry[name] ?? field.default),
        ),
      );
    default:
      return [];
  }
}

/** Returns what is wrong with a configured value, worded to follow the option's name, or undefined. */
export function judgeOption(option: Option, value: unknown): string | undefined {
  if (option.kind === 'entries') return judgeEntries(option, value);
  const { fits, wanted } = judgeKind(option, value);
  return fits ? undefined : `has to be ${wanted}`;
}

function judgeEntries(
  { fields, required }: Extract<Option, { kind: 'entries' }>,
  value: unknown,
): string | undefined {
  if (!Array.isArray(value) || !value.every(isMap)) return 'has to be a list of maps';
  for (const [index, entry] of value.entries()) {
    const about = `has in its entry ${index + 1}`;
    const missing = required.find((name) => !Object.hasOwn(entry, name));
    if (missing !== undefined) return `${about} no "${missing}"`;
    for (const [name, given] of Object.entries(entry)) {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field === undefined) return `${about} an unknown "${name}"`;
      const problem = judgeOption(field, given);
      if (problem !== undefined) return `${about} a "${name}" that ${problem}`;
    }
  }
  return undefined;
}

function isMap(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function judgeKind(
  option: Exclude<Option, { kind: 'entries' }>,
  value: unknown,
): { readonly fits: boolean; readonly wanted: string } {
  switch (option.kind) {
    case 'number': {
      const { min, max } = option;
      const fits = Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
      return { fits, wanted: `a whole number from ${min} to ${max}` };
    }
    case 'string': {
      const { fits, wanted } = option.form === undefined ? ANY_TEXT : TEXT_FORMS[option.form];
      return { fits: typeof value === 'string' && (value === '' || fits(value)), wanted };
    }
    case 'pattern':
      return { fits: typeof value === 'string', wanted: 'a string' };
    case 'boolean':
      return { fits: typeof value === 'boolean', wanted: 'true or false' };
    case 'choice': {
      const { choices } = option;
      return { fits: choices.some((choice) => choice === value), wanted: `one of ${choices.join(', ')}` };
    }
    case 'list':
    case 'patterns':
      return { fits: isList(value), wanted: 'a list of strings' };
    case 'refs':
      return { fits: isList(value) && value.every(isRefPattern), wanted: `a list of ${REFS}` };
    case 'table':
      return { fits: isTable(value), wanted: 'a map of lists of strings' };
    case 'ref-table':
      // A pattern that fits no ref would protect nothing, in silence.
      return {
        fits: isTable(value) && Object.keys(value).every(isRefPattern),
        wanted: `a map of lists of strings, by ${REFS}`,
      };
  }
}

const ANY_TEXT = { fits: () => true, wanted: 'a string' };

const REFS = 'names below refs/, in which * and ** stand for any text';

function isList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isTable(value: unknown): value is Table {
  return isMap(value) && Object.values(value).every(isList);
}
