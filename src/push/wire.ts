// What a server and the stores of git hosts say to each other, as JSON.
import type { Entry } from '../journal/entry.ts';
import type { Head } from '../journal/chain.ts';
import type { LineStatus } from '../line/status.ts';
import type { Admission, Judgement } from './store.ts';

/** A line, with the repositories that it runs through. */
export type WireLine = LineStatus & { readonly repositories: readonly string[] };

/** How the lines are; `tag` changes when they do (line-tag.ts). */
export interface WireLines {
  readonly head: Head;
  /** ISO 8601. */
  readonly now: string;
  readonly tag: string;
  readonly lines: readonly WireLine[];
}

/** A push, judged by the lines that had the tag. */
export interface WireAdmission {
  readonly admission: Admission;
  readonly judgement: Judgement;
  readonly tag: string;
}

export type WireAdmitted =
  | { readonly kind: 'judged'; readonly seq: number }
  | { readonly kind: 'look-again'; readonly basis: number }
  /** The lines were others by then: judge by these. */
  | { readonly kind: 'judge-again'; readonly lines: WireLines };

/** What a write has put on record. */
export interface WireWritten {
  readonly entries: readonly Entry[];
}

/** Problem details (RFC 9457); `code`, `kind` and `hints` are those of the error. */
export interface WireProblem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly kind: string;
  readonly hints: readonly string[];
}
