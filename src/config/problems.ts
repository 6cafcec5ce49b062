// Says in whole sentences what is wrong with a configuration file: every problem at once, each
// with its place, what was found there and what is expected.
import type { z } from 'zod';
import { nearest } from '../text/nearest.ts';
import { configJsonSchema } from './schema.ts';

/** One thing that keeps a configuration from being used. */
export interface ConfigProblem {
  readonly file: string;
  /** A sentence that starts with the setting's path, where the problem has one. */
  readonly message: string;
}

/** Writes a problem in one line, its file first. */
export function formatProblem(problem: ConfigProblem): string {
  return `${problem.file}: ${problem.message}`;
}

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** Turns what zod found in a file into problems; `value` is what the file holds. */
export function describeIssues(file: string, value: unknown, issues: readonly Issue[]): ConfigProblem[] {
  const messages = issues.flatMap((issue) => describeIssue(issue, value, []));
  // One value can break two rules that say the same (no whole number, and too small).
  return [...new Set(messages)].map((message) => ({ file, message }));
}

function describeIssue(issue: Issue, value: unknown, above: Path): string[] {
  const path = [...above, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => describeUnknownKey([...path, key]));
  if (issue.code === 'invalid_key') {
    return [`${formatPath(path)} has a name that cannot be used, expected ${issue.issues[0]?.message}`];
  }
  if (issue.code === 'invalid_union') {
    // Where one alternative likes the value as such, its complaint about the inside is the precise one.
    const branch = issue.errors.find((errors) => errors.every(isAboutTheInside));
    if (branch !== undefined) return branch.flatMap((inner) => describeIssue(inner, value, path));
  }
  const given = path.reduce(stepInto, value);
  const found = mayBeSecret(path) && typeof given === 'string' ? 'not shown' : describeValue(given);
  const place = path.length === 0 ? 'the file' : formatPath(path);
  return [`${place} is ${found}, expected ${issue.message}`];
}

/** Problems are shown to pushers and kept: a secret that was written in the wrong place must not be in them. */
function mayBeSecret(path: Path): boolean {
  const places: readonly unknown[] = ['channels', 'webhooks'];
  return places.includes(path[0]) && ['url', 'secret', 'smtp'].includes(String(path.at(-1)));
}

function isAboutTheInside(issue: Issue): boolean {
  return issue.path.length > 0 || issue.code === 'unrecognized_keys';
}

function stepInto(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}

function describeUnknownKey(path: Path): string {
  const valid = validKeysAt(path.slice(0, -1));
  const near = nearest(String(path.at(-1)), valid);
  const advice = near === undefined ? `expected one of ${valid.join(', ')}` : `did you mean "${near}"?`;
  return `${formatPath(path)} is not a setting, ${advice}`;
}

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | false;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

function validKeysAt(path: Path): string[] {
  const mapOf = (schema: JsonSchema | undefined): JsonSchema | undefined =>
    schema?.anyOf?.find((alternative) => alternative.properties !== undefined) ?? schema;
  let schema = mapOf(configJsonSchema());
  for (const key of path) {
    schema = mapOf(
      schema?.properties?.[String(key)] ?? schema?.items ?? (schema?.additionalProperties || undefined),
    );
  }
  return Object.keys(schema?.properties ?? {});
}

const LONGEST_VALUE = 60;

function describeValue(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'empty';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object') return 'a map';
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}...` : text;
}

/** Writes a path the way it is read aloud: `lines.main.refs[0]`, with odd keys in quotes. */
export function formatPath(path: Path): string {
  return path
    .map((key, index) => {
      if (typeof key === 'number') return `[${key}]`;
      const text = String(key);
      const word = /^[\w$-]{1,60}$/.test(text) ? text : JSON.stringify(text.slice(0, LONGEST_VALUE));
      return index === 0 ? word : `.${word}`;
    })
    .join('');
}
