// The one class for operational failure. "No" is not a failure but a verdict, and anything else that
// is thrown is a bug (see print-failure.ts for what users see of each).

export type ErrorKind = 'usage' | 'config' | 'unavailable' | 'tampered' | 'internal';

export interface ErrorFacts {
  /** Stable, for programs: `line-unknown`. */
  readonly code: string;
  readonly kind: ErrorKind;
  /** Sentence case, no full stop. */
  readonly message: string;
  /** The way out, one step a line. */
  readonly hints?: readonly string[];
  readonly cause?: unknown;
}

export class AndonError extends Error {
  override readonly name = 'AndonError';
  readonly code: string;
  readonly kind: ErrorKind;
  readonly hints: readonly string[];

  constructor(facts: ErrorFacts) {
    super(facts.message, { cause: facts.cause });
    this.code = facts.code;
    this.kind = facts.kind;
    this.hints = facts.hints ?? [];
  }
}

/** Maps a kind of failure to an exit code; 0, 1, 3 and 4 are answers, not failures. */
export function exitCodeOf(kind: ErrorKind): number {
  switch (kind) {
    case 'usage':
      return 2;
    case 'config':
      return 5;
    case 'unavailable':
      return 6;
    case 'tampered':
      return 7;
    case 'internal':
      return 70;
  }
}

/** Says what was thrown, in one line. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
