// What the admin decided, ready to be used: the compiled configuration a push is judged by. Plain
// JSON, so that the hook reads it with JSON.parse and loads no schema, no YAML and no search.
import type { ChangeLimits } from '../guard/change.ts';
import type { AlertRules } from '../line/alert.ts';
import type { Authority } from '../line/authority.ts';
import type { BuildRules } from '../line/build.ts';
import type { Freeze } from '../line/freeze.ts';
import type { LineName } from '../line/line-name.ts';
import type { Channel } from '../notify/channel.ts';
import type { Webhook } from '../webhook/webhook.ts';
import type { RuleOverrides, RuleSettings } from '../rule/rule.ts';

/** Which commits of an update need the fix trailer while the line is stopped. */
export type FixMode = 'every' | 'first-parent' | 'tip' | 'any';

/** Where the pusher's name comes from: the one source the admin trusts (design decision 9). */
export type PusherSource =
  | 'os-user'
  | 'ssh-key'
  | 'push-certificate'
  | 'gitolite'
  | 'gitea'
  | 'gitlab'
  | 'github'
  | 'http'
  | `env:${string}`;

export interface LinePolicy {
  readonly name: LineName;
  /** Ref patterns (see ref-pattern.ts); `HEAD` stands for the repository's default branch. */
  readonly refs: readonly string[];
  readonly fix: FixMode;
  /** Whether a true revert of a commit that landed since the last good revision passes without a trailer. */
  readonly reverts: boolean;
  /** Pushers who may override a stop; `*` in a name stands for any run of characters. */
  readonly override: readonly string[];
  /** Pushers whom a stop does not hold, such as the account of the CI. */
  readonly exempt: readonly string[];
  /** Where a refused person asks: a channel, an address, a link. */
  readonly contact?: string;
  /** Who may do what to the line; absent where everybody may. */
  readonly authority?: Authority;
  /** What alerts do to the line; absent where the admin says nothing. */
  readonly alerts?: AlertRules;
  /** What builds do to the line; absent where the admin says nothing. */
  readonly builds?: BuildRules;
  /** Absent where there are none, and in what an older release applied. */
  readonly freezes?: readonly Freeze[];
}

/** What a push gets while the store cannot be asked (design decision 8). */
export type UnavailablePolicy =
  { readonly mode: 'closed' | 'open' } | { readonly mode: 'last-known'; readonly maxAgeMs: number };

export interface Limits {
  /** Ref updates in one push. */
  readonly refs: number;
  /** New commits in one push. */
  readonly commits: number;
  /** Bytes of one commit object. */
  readonly commitBytes: number;
  /** What push rules look into; what is not set has its default (load-range-rules.ts). */
  readonly changes?: Partial<ChangeLimits>;
}

/** Some refs: those of a line, or those that fit a pattern. */
export type RuleScope = { readonly line: LineName } | { readonly refs: string };

/** What one place says of push rules; without a scope, for every ref of the repository. */
export interface GuardStep {
  readonly scope?: RuleScope;
  readonly rules: RuleOverrides;
}

/** Rules that hold for some refs only. */
export type RuleOverlay = RuleScope & { readonly lint: RuleOverrides };

/** A server that has the store. */
export interface ServerPolicy {
  readonly url: string;
  /** Absolute path; else the token is in ANDON_TOKEN. */
  readonly tokenFile?: string;
  /** Certificates in PEM that are trusted in place of the system's. */
  readonly caFile?: string;
}

export interface Policy {
  /** The repository's name in the journal: its absolute path unless configured. */
  readonly repository: string;
  /** Absolute path of the folder that holds the store. */
  readonly state: string;
  /** Absent where the store is in the state folder. */
  readonly server?: ServerPolicy;
  readonly pusher: PusherSource;
  readonly lines: readonly LinePolicy[];
  /** Refs on no line. */
  readonly unlistedRefs: 'free' | 'refuse';
  /** A line that the store does not know. */
  readonly unknownLine: 'refuse' | 'free';
  readonly onUnavailable: UnavailablePolicy;
  /** How long a hook may take before it refuses the push. */
  readonly deadlineMs: number;
  readonly limits: Limits;
  /** The lint rules that are on for every ref of a line. */
  readonly lint: RuleSettings;
  /** Rules for some refs, each laid over those before it; absent in what an older release applied. */
  readonly overlays?: readonly RuleOverlay[];
  /** The push rules, the weakest place first; absent where there are none. */
  readonly guard?: readonly GuardStep[];
  /** ISO 8601: up to when the windows of freezes were worked out; absent where there are none. */
  readonly freezesKnownUntil?: string;
  /** Where announcements go; absent where there are none. */
  readonly channels?: readonly Channel[];
  /** What a server is told by others; absent where there is nothing. */
  readonly webhooks?: readonly Webhook[];
}
