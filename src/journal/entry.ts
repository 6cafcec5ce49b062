// What the journal records: every kind of thing that can happen, and nothing that can be derived.
import type { AccessEvent } from '../access/event.ts';
import type { LineEvent } from '../line/event.ts';
import type { GatePassage } from '../line/gate.ts';
import type { LineName } from '../line/line-name.ts';
import type { Oid } from '../ref/oid.ts';

/** A ref as text (formatRefName), since entries are read by people and by other programs. */
export type RefText = string;

/** One ref of a push as the repository saw it; null stands for "does not exist". */
export interface RecordedUpdate {
  readonly ref: RefText;
  /** The ref the update really moves, where `ref` is symbolic. */
  readonly target?: RefText;
  readonly old: Oid | null;
  readonly new: Oid | null;
  /** What the client said the old value was, where that was not the truth. */
  readonly claimedOld?: Oid;
  readonly lines?: readonly LineName[];
  /** New commits on the ref, counted for refs of a line only. */
  readonly commits?: number;
  /** The subject of the new tip, for refs of a line. */
  readonly subject?: string;
  /** The new commits below the new tip, newest first, as many as are kept; for refs of a line. */
  readonly below?: readonly Oid[];
}

/** Returns the ref that an update really moves. */
export function targetOf({ ref, target = ref }: Pick<RecordedUpdate, 'ref' | 'target'>): RefText {
  return target;
}

/** The process that will move the refs: as long as it lives, nobody else may say what became of the push. */
export interface Receiver {
  readonly host: string;
  readonly pid: number;
  /** Start time of the process in the kernel's ticks, where it can be had: a pid is used again. */
  readonly startTicks?: string;
}

/** How a push got past a line that is stopped. */
export type Passage = Omit<GatePassage, 'ref'> & { readonly ref: RefText };

export interface RecordedFinding {
  readonly rule: string;
  readonly severity: 'warn' | 'error' | 'evaluated';
  readonly message: string;
  readonly ref?: RefText;
  readonly commit?: Oid;
}

/** A push certificate, and what receive-pack found out about it. */
export interface PushCertificate {
  readonly blob: Oid;
  /** As `%G?` of git-log(1): G is good. */
  readonly status: string;
  readonly nonceStatus: string;
  readonly signer: string;
  readonly key: string;
  /** In base64, where it was not too large. */
  readonly content?: string;
}

interface PushFacts {
  readonly push: string;
  readonly repository: string;
  readonly pusher: string;
  readonly updates: readonly RecordedUpdate[];
  readonly certificate?: PushCertificate;
  readonly findings: readonly RecordedFinding[];
  /** How many more findings there were than are recorded. */
  readonly moreFindings?: number;
  /** Set when the store could not be asked: the answer the configuration gave instead. */
  readonly unavailable?: {
    readonly answer: 'closed' | 'last-known' | 'open' | 'override';
    readonly why: string;
  };
}

export type Landing = 'landed' | 'not-landed' | 'unclear';

/** What became of a push, ref by ref. */
export interface Settlement {
  readonly push: string;
  readonly repository: string;
  /** Who says so; `correction` takes back what `reconcile` had concluded. */
  readonly via: 'post-receive' | 'reconcile' | 'chained-hook' | 'correction';
  readonly results: readonly {
    readonly ref: RefText;
    readonly new: Oid | null;
    readonly landing: Landing;
  }[];
}

/** What happened, before it has a place and a time. */
export type Event = Happening & {
  /** The file in the spool that kept the event while the store could not be asked, and when it happened. */
  readonly spooled?: string;
  readonly happenedAt?: string;
};

type Happening =
  | LineEvent
  | AccessEvent
  | (PushFacts & {
      readonly kind: 'push.admitted';
      readonly receiver: Receiver;
      readonly passages: readonly Passage[];
    })
  | (PushFacts & { readonly kind: 'push.refused' })
  | (Settlement & { readonly kind: 'push.settled' })
  | {
      readonly kind: 'ref.drifted';
      readonly repository: string;
      readonly ref: RefText;
      readonly recorded: Oid | null;
      readonly found: Oid | null;
    }
  | {
      readonly kind: 'ref.adopted';
      readonly repository: string;
      readonly ref: RefText;
      readonly value: Oid | null;
    };

/** An event in its place. */
export type Entry = Event & { readonly seq: number; readonly at: string };

/** An entry as it is kept: its canonical text and the hash that chains it to the one before. */
export interface StoredEntry {
  readonly seq: number;
  readonly body: string;
  readonly hash: string;
}
