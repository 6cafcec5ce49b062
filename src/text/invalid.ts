// What is said of a value that cannot be used.
import { AndonError } from './andon-error.ts';

/** Makes the error for a value that somebody gave; `hint` says what would do. */
export function invalid(problem: string, hint: string): AndonError {
  return new AndonError('value-invalid', problem, { kind: 'usage', hints: [hint] });
}
