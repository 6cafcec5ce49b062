// What a translation makes of what a sender tells. It knows the words of its sender and nothing of secrets, lines and
// stores. Pure.
import type { Translated } from '../alert/translation.ts';
import type { BuildStatus, Trigger } from '../line/build.ts';
import type { Oid } from '../ref/oid.ts';

/** How a sender can say that a build is. */
export type ToldStatus = Exclude<BuildStatus, 'overdue' | 'unreported'>;

/** A build as a sender tells of it; times are ISO 8601 in UTC. */
export interface ToldBuild {
  readonly job: string;
  /** One of a kind among the builds of its job: a run that is tried again is another build. */
  readonly build: string;
  readonly revision: Oid;
  readonly status: ToldStatus;
  /** Absent where the sender does not say: it began when it was first heard of. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
  readonly url?: string;
  readonly trigger: Trigger;
}

export type Told =
  | { readonly kind: 'build'; readonly build: ToldBuild }
  /** An alert, with the time that the sender signed, where it signs one. */
  | (Extract<Translated, { kind: 'report' }> & { readonly at?: string })
  | Extract<Translated, { kind: 'problem' }>
  /** Something sound that says nothing which a line has to know, as most of what senders send; and why. */
  | { readonly kind: 'nothing'; readonly why: string };

/** Of a request over HTTP: names in lower case. */
export type Headers = Readonly<Record<string, unknown>>;

/** Translates what a sender sent, whatever that is: it never throws. */
export type TranslateWebhook = (headers: Headers, body: unknown) => readonly Told[];
