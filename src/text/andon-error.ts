// The one error for what cannot be carried out. A refused push is no error but data (a verdict),
// and whatever else is thrown is a bug of ours.

/** Which of six things went wrong; it decides the exit code and who has to act. */
export type ErrorKind = 'usage' | 'config' | 'unavailable' | 'deadline' | 'tampered' | 'internal';

/** What exactly went wrong, for programs: these words are a contract and stay when the message improves. */
export type ErrorCode =
  | 'access-denied'
  | 'channel-unknown'
  | 'check-unanswered'
  | 'config-absent'
  | 'config-invalid'
  | 'config-unreadable'
  | 'config-untrusted'
  | 'config-unwritable'
  | 'deadline-passed'
  | 'git-failed'
  | 'git-missing'
  | 'hook-foreign'
  | 'hook-lame'
  | 'hook-unusable'
  | 'journal-broken'
  | 'journal-forked'
  | 'line-unknown'
  | 'not-permitted'
  | 'range-unreadable'
  | 'remote-unreachable'
  | 'repository-missing'
  | 'repository-open'
  | 'request-changed'
  | 'revert-impossible'
  | 'schedule-unknown'
  | 'server-busy'
  | 'signature-wrong'
  | 'source-unreadable'
  | 'spool-unwritable'
  | 'stop-changed'
  | 'stop-lifted'
  | 'stop-unknown'
  | 'stop-without-build'
  | 'store-busy'
  | 'store-elsewhere'
  | 'store-missing'
  | 'store-other'
  | 'store-schema'
  | 'store-unavailable'
  | 'text-missing'
  | 'token-missing'
  | 'token-unknown'
  | 'too-many-requests'
  | 'value-invalid'
  | 'webhook-unknown';

interface Details {
  readonly kind: ErrorKind;
  /** What to do about it: one command or instruction each. */
  readonly hints?: readonly string[] | undefined;
  readonly cause?: unknown;
}

/** An operation that failed for a reason a person can act on. */
export class AndonError extends Error {
  override readonly name = 'AndonError';
  readonly code: ErrorCode;
  readonly kind: ErrorKind;
  readonly hints: readonly string[];

  // What is loaded lazily is a bundle of its own, with a class of its own for the same errors.
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === 'AndonError';
  }

  constructor(code: ErrorCode, message: string, details: Details) {
    super(message, { cause: details.cause });
    this.code = code;
    this.kind = details.kind;
    this.hints = details.hints ?? [];
  }
}

// 0, 1, 3 and 4 answer questions (see the CLI's status); 70 is EX_SOFTWARE of sysexits(3).
const EXIT_CODES: Readonly<Record<ErrorKind, number>> = {
  usage: 2,
  config: 5,
  unavailable: 6,
  deadline: 8,
  tampered: 7,
  internal: 70,
};

/** Returns the exit code of a process that failed in this way. */
export function exitCodeOf(kind: ErrorKind): number {
  return EXIT_CODES[kind];
}

/** Returns the system's code of an error (`ENOENT`), or undefined where it has none. */
export function systemCodeOf(error: unknown): string | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/** Says what was thrown, in one line. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
