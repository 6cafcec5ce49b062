// Values that other programs give: they are shown in refusals and stand in trailers, and a program without types may
// give anything at all.
import { parseOid } from '../ref/oid.ts';
import type { Oid } from '../ref/oid.ts';
import { invalid } from '../text/invalid.ts';
import { isPlain } from '../text/is-plain.ts';
import { linkOf } from '../text/link.ts';
import { parseTime } from '../text/parse-time.ts';

/** Returns a text of one line. @throws {AndonError} `value-invalid` */
export function requireWords(name: string, text: unknown): string {
  if (typeof text === 'string' && text.trim() !== '' && text.length <= 1000 && isPlain(text)) return text;
  throw invalid(`${name} is empty, too long, or has control characters in it`, 'Say it in one line');
}

/** @throws {AndonError} `value-invalid` */
export function requireList(name: string, texts: unknown, most: number): readonly string[] {
  if (Array.isArray(texts) && texts.length <= most) return texts.map((text) => requireWords(name, text));
  throw invalid(`${name} is no list, or has too many texts`, `Give a list of up to ${most} texts`);
}

/** Returns a link as it was given: fixes name it so. @throws {AndonError} `value-invalid` */
export function requireLink(text: string): string {
  if (/^\S+$/.test(text) && linkOf(text) !== undefined) return text;
  throw invalid(`"${text}" is no link`, 'Expected http: or https:, such as https://ci.example/4711');
}

/** @throws {AndonError} `value-invalid` */
export function requireOid(text: unknown): Oid {
  const oid = typeof text === 'string' ? parseOid(text.toLowerCase()) : undefined;
  if (oid !== undefined) return oid;
  throw invalid(`${show(text)} is not a full object id`, 'Find it: git rev-parse REVISION');
}

/** Returns a time in UTC. @throws {AndonError} `value-invalid` */
export function requireTime(text: unknown): string {
  const time = typeof text === 'string' ? parseTime(text) : undefined;
  if (time !== undefined) return time;
  throw invalid(`${show(text)} is no time`, 'Such as 2026-03-02T14:27:00Z, or seconds since 1970');
}

/** @throws {AndonError} `value-invalid` */
export function requireOneOf<T extends string>(name: string, value: unknown, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found !== undefined) return found;
  throw invalid(`${name} cannot be ${show(value)}`, `One of: ${choices.join(', ')}`);
}

/** What a program without types gave may be no text, and may not even have one. */
function show(value: unknown): string {
  return typeof value === 'string' ? `"${value}"` : `what is no text (${typeof value})`;
}

/** Refuses what nobody would look at: a name that is misspelt. @throws {AndonError} `value-invalid` */
export function requireKnown(given: unknown, names: readonly string[]): void {
  if (typeof given !== 'object' || given === null)
    throw invalid('There is nothing to read', `Say ${names.join(', ')}`);
  const odd = Object.keys(given).find((name) => !names.includes(name));
  if (odd !== undefined) throw invalid(`There is no "${odd}" here`, `There are: ${names.join(', ')}`);
}
