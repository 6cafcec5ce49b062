// What became of a piece of work, kept until it can be told: the transaction around it goes on, whatever it was.

export type Outcome<T> =
  { readonly kind: 'done'; readonly result: T } | { readonly kind: 'failed'; readonly error: unknown };

export function attempt<T>(work: () => T): Outcome<T> {
  try {
    return { kind: 'done', result: work() };
  } catch (error) {
    return { kind: 'failed', error };
  }
}

/** Returns the result, or throws what was thrown. */
export function resultOf<T>(outcome: Outcome<T>): T {
  if (outcome.kind === 'failed') throw outcome.error;
  return outcome.result;
}
