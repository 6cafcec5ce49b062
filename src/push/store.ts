// The store as the use cases need it. Every operation is one transaction: it happens whole or not at
// all, in one order that all processes agree on, and is on disk when the promise resolves.
import type { Arrival } from '../journal/arrivals.ts';
import type { KnownJob } from '../journal/build-views.ts';
import type { Head } from '../journal/chain.ts';
import type {
  Entry,
  Passage,
  PushCertificate,
  Receiver,
  RecordedFinding,
  RecordedUpdate,
  Settlement,
  StoredEntry,
} from '../journal/entry.ts';
import type { Intent, Tip } from '../journal/push-views.ts';
import type { AlertReport, AlertRules } from '../line/alert.ts';
import type { BuildReport, BuildRules } from '../line/build.ts';
import type { Place, Track } from '../line/job.ts';
import type { LineCommand } from '../line/commands.ts';
import type { LineName } from '../line/line-name.ts';
import type { LineStatus } from '../line/status.ts';
import type { Stop } from '../line/stop.ts';
import type { Oid } from '../ref/oid.ts';

/** A push that asks to be let in, with everything that was found out about it beforehand. */
export interface Admission {
  readonly push: string;
  readonly repository: string;
  readonly pusher: string;
  readonly receiver: Receiver;
  readonly updates: readonly RecordedUpdate[];
  readonly certificate?: PushCertificate;
  /** The head of the journal before the refs were read: what was recorded later is newer than what was read. */
  readonly basis: number;
  readonly unavailable?: {
    readonly answer: 'closed' | 'last-known' | 'open' | 'override';
    readonly why: string;
  };
}

/** The part of a verdict that the store records. */
export interface Judgement {
  readonly accept: boolean;
  readonly findings: readonly RecordedFinding[];
  readonly moreFindings?: number;
  readonly passages: readonly Passage[];
}

/** The lines as a judgement sees them. */
export interface LineView {
  readonly statuses: ReadonlyMap<LineName, LineStatus>;
  /** ISO 8601: the time the judgement is made at. */
  readonly now: string;
}

/** All lines, what they run through, and the head of the journal that says so. */
export interface KnownLines extends LineView {
  readonly head: Head;
  readonly repositories: ReadonlyMap<LineName, readonly string[]>;
}

/** A report, with the places of its revision on the line where git was asked; else those that the journal knows. */
export type LocatedReport = BuildReport & { readonly places?: readonly Place[] };

export type AdmitAnswer<J extends Judgement> =
  | { readonly kind: 'judged'; readonly judgement: J; readonly seq: number }
  /** A ref was recorded anew after it had been read: read the refs again and ask with this basis. */
  | { readonly kind: 'look-again'; readonly basis: number };

/** What a ref was found to be. */
export interface Observation {
  readonly ref: string;
  readonly value: Oid | null;
}

export interface EntryQuery {
  /** Newest first and not oldest first. */
  readonly newestFirst?: boolean;
  readonly afterSeq?: number;
  readonly beforeSeq?: number;
  readonly limit?: number;
}

export interface StopQuery {
  /** Of these lines; of all unless given. */
  readonly lines?: readonly LineName[];
  /** Those that are open, or those that are not; all unless given. */
  readonly isOpen?: boolean;
  /** Those with numbers above and below. */
  readonly after?: number;
  readonly before?: number;
  /** Highest number first and not lowest first. */
  readonly newestFirst?: boolean;
  /** At most so many, and at most 1000; 100 unless given. */
  readonly limit?: number;
}

export interface StopPage {
  readonly stops: readonly Stop[];
  /** Go on after this number, or before it where the newest are first; absent where there are no more. */
  readonly next?: number;
}

export interface Store {
  readHead(): Promise<Head>;
  /** Reads every line that is registered, with its status now. */
  readLines(): Promise<KnownLines>;
  readStop(number: number): Promise<Stop | undefined>;
  /** Reads stops by their numbers. A page may have fewer than were asked for, or none, and a next one. */
  readStops(query: StopQuery): Promise<StopPage>;
  /** Reads the pushes of a repository that are admitted and not settled, oldest first. */
  readIntents(repository: string): Promise<readonly Intent[]>;
  /** Reads the last recorded value of each ref of a repository. */
  readTips(repository: string): Promise<ReadonlyMap<string, Tip>>;
  /** Reads entries in order, a batch at a time. */
  readEntries(query: EntryQuery): AsyncIterable<StoredEntry>;

  /** Judges a push against the open stops and records intent or refusal, with no moment in between. */
  admit<J extends Judgement>(admission: Admission, judge: (lines: LineView) => J): Promise<AdmitAnswer<J>>;
  /**
   * Records what became of a push. Recording the same thing twice changes nothing. Where another push was
   * presumed to have moved a ref that this one moved, that is corrected.
   */
  settle(settlement: Settlement): Promise<void>;
  /**
   * Settles pushes whose receiver is gone from what their refs are found to be now, and records refs
   * that moved without any push. Refs recorded later than `basis` are left for another time.
   * @returns the entries written
   */
  reconcile(request: {
    readonly repository: string;
    readonly dead: readonly string[];
    readonly observations: readonly Observation[];
    readonly basis: number;
  }): Promise<readonly Entry[]>;
  /**
   * Opens the freezes that hold now, lifts the stops whose time is up, and says which cautions have turned into stops.
   * So does all that is written for people, pushes, builds and monitors, first of all.
   * Doing it again, or by several processes at once, adds nothing.
   * @returns the entries written
   */
  tick(): Promise<readonly Entry[]>;
  /**
   * @returns the entries written, with those of the tick before
   * @throws {AndonError} as `decide` does
   */
  command(command: LineCommand): Promise<readonly Entry[]>;
  /**
   * Takes in a report of a build, and says of builds that are overdue that they are: opens and closes the stops
   * that builds open and close. The same report again changes nothing.
   * @throws {AndonError} `line-unknown`, and `value-invalid` for a place where nothing landed
   */
  report(report: LocatedReport, rules: BuildRules): Promise<readonly Entry[]>;
  /**
   * Takes in what a monitor says, in this order; what says nothing new changes nothing.
   * @throws {AndonError} `line-unknown`
   */
  alert(reports: readonly AlertReport[], rulesOf: (line: LineName) => AlertRules): Promise<readonly Entry[]>;
  /** Says which builds of a line are overdue, as `report` does. */
  sweep(line: LineName, rules: BuildRules): Promise<readonly Entry[]>;
  /** Reads where a revision landed on the refs of a line, the first place first; none for what was the value of none. */
  readPlaces(line: LineName, revision: Oid): Promise<readonly Place[]>;
  /** Reads what landed on a ref of a line, in order, after one place and up to another. */
  readArrivals(
    line: LineName,
    from: Track & { readonly after?: number; readonly upTo?: number },
  ): Promise<readonly Arrival[]>;
  /** Reads the jobs that builds of a line were reported of. */
  readJobs(line: LineName): Promise<readonly KnownJob[]>;
  /** Reads who waits for a line: those whose push it refused, and who were not let in since. */
  readWaiting(line: LineName): Promise<readonly string[]>;
  /** Records the present value of refs that the journal does not know yet. */
  adopt(repository: string, observations: readonly Observation[]): Promise<void>;
  /** Takes in what was recorded in the spool while the store could not be asked; once for each name. */
  takeIn(spooled: readonly { readonly name: string; readonly event: SpooledEvent }[]): Promise<void>;
  close(): void;
}

/** An event that was written to the spool, with the time it happened at. */
export type SpooledEvent = { readonly happenedAt: string } & (
  | { readonly kind: 'settlement'; readonly settlement: Settlement }
  | { readonly kind: 'admission'; readonly admission: Admission; readonly judgement: Judgement }
);
