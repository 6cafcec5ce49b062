// The error for a name that nothing has: it says which is the nearest, and which there are.
import { AndonError } from './andon-error.ts';
import { nearest } from './nearest.ts';

/** Builds the error; `none` says what to do where there is no name at all. */
export function unknownName(
  what: 'line' | 'channel',
  name: string,
  { known, none }: { readonly known: readonly string[]; readonly none: string },
): AndonError {
  const guess = nearest(name, known);
  return new AndonError(`${what}-unknown`, `There is no ${what} "${name}"`, {
    kind: 'usage',
    hints: [
      ...(guess === undefined ? [] : [`Did you mean "${guess}"?`]),
      known.length === 0 ? none : `The ${what}s are: ${known.join(', ')}`,
    ],
  });
}
