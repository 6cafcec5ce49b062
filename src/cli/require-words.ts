// Names and texts that other programs give: they are shown in refusals and stand in trailers.
import { invalid } from './context.ts';

/** @throws {AndonError} `value-invalid` */
export function requireWords(name: string, text: string): string {
  if (text.trim() !== '' && text.length <= 1000 && !/\p{Cc}/u.test(text)) return text;
  throw invalid(`${name} is empty, too long, or has control characters in it`, 'Say it in one line');
}

/** Returns what an option was given, which only some uses of a command need. @throws {AndonError} `value-invalid` */
export function requireOption<T>(name: string, given: T | undefined): T {
  if (given !== undefined) return given;
  throw invalid(`${name} is missing`, 'See the options: andon help alert');
}
