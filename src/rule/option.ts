// What a rule lets the admin set. The descriptions are data, so that the configuration is
// checked, and documented, from the registry alone.
import { compileRefPattern } from '../ref/ref-pattern.ts';
import type { RefPattern } from '../ref/ref-pattern.ts';
import type { CompilePattern, Pattern } from './pattern.ts';
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

export type Table = Readonly<Record<string, readonly string[]>>;

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
