// Options that only some uses of a command need.
import { invalid } from '../text/invalid.ts';

/** Returns what an option was given. @throws {AndonError} `value-invalid` */
export function requireOption<T>(name: string, given: T | undefined): T {
  if (given !== undefined) return given;
  throw invalid(`${name} is missing`, 'See the options: andon help alert');
}
