// What the page of a line tells of the past, folded from the journal entry by entry. It is bounded: of what is long
// ago the page tells nothing.
import type { Entry, RecordedUpdate } from '../journal/entry.ts';
import type { LineName } from '../line/line-name.ts';
import type { BuildStatus } from '../line/build.ts';
import type { Cause } from '../line/stop.ts';
import type { Oid } from '../ref/oid.ts';
import { addTo, putIn } from './bounded.ts';

/** From when to when a stop held the line. */
export interface StopSpan {
  readonly number: number;
  readonly cause: Cause;
  /** Absent for a caution that never turned into a stop. */
  readonly from?: string;
  /** Absent while it is open. */
  readonly until?: string;
}

/** What landed on a ref of the line. */
export interface Landed {
  readonly seq: number;
  readonly at: string;
  readonly push: string;
  readonly pusher: string;
  readonly repository: string;
  readonly update: RecordedUpdate;
}

export interface LineHistory {
  readonly spans: ReadonlyMap<number, StopSpan>;
  readonly refusals: readonly { readonly at: string; readonly rules: readonly string[] }[];
  readonly landed: readonly Landed[];
  /** The last that each job said of a revision. */
  readonly builds: ReadonlyMap<Oid, ReadonlyMap<string, BuildStatus>>;
  /** What the timeline shows, oldest first; of pushes what is of this line. */
  readonly events: readonly Entry[];
  /** Of those, what happened to stops, further back. */
  readonly stopEvents: readonly Entry[];
}

const MOST = { spans: 2_000, refusals: 5_000, landed: 200, builds: 500, events: 60, open: 10_000 };

type Admitted = Extract<Entry, { kind: 'push.admitted' }>;
type Pushed = Extract<Entry, { kind: 'push.admitted' | 'push.refused' }>;

interface Draft {
  readonly spans: Map<number, StopSpan>;
  readonly refusals: LineHistory['refusals'][number][];
  readonly landed: Landed[];
  readonly builds: Map<Oid, Map<string, BuildStatus>>;
  readonly events: Entry[];
  readonly stopEvents: Entry[];
}

function newDraft(): Draft {
  return { spans: new Map(), refusals: [], landed: [], builds: new Map(), events: [], stopEvents: [] };
}

export interface Histories {
  readonly of: (line: LineName) => LineHistory;
  /** Takes in the next entry. */
  readonly fold: (entry: Entry) => void;
}

export function newHistories(): Histories {
  const drafts = new Map<LineName, Draft>();
  const open = new Map<string, Admitted>();
  const draftOf = (line: LineName): Draft => {
    const draft = drafts.get(line) ?? newDraft();
    drafts.set(line, draft);
    return draft;
  };
  const foldPush = (entry: Pushed): void => {
    for (const line of new Set(entry.updates.flatMap(({ lines = [] }) => lines))) {
      const updates = entry.updates.filter(({ lines }) => lines?.includes(line) === true);
      addTo(draftOf(line).events, { ...entry, updates }, MOST.events);
      if (entry.kind === 'push.admitted') continue;
      const rules = new Set(
        entry.findings.flatMap(({ rule, severity }) => (severity === 'error' ? [rule] : [])),
      );
      addTo(draftOf(line).refusals, { at: entry.at, rules: [...rules] }, MOST.refusals);
    }
  };
  return {
    of: (line) => drafts.get(line) ?? newDraft(),
    fold(entry) {
      switch (entry.kind) {
        case 'push.admitted':
          putIn(open, entry.push, { value: entry, most: MOST.open });
          return foldPush(entry);
        case 'push.refused':
          return foldPush(entry);
        case 'push.settled':
          for (const landed of landedOf(entry, open.get(entry.push)))
            for (const line of landed.update.lines ?? []) addTo(draftOf(line).landed, landed, MOST.landed);
          return void open.delete(entry.push);
        case 'build.reported': {
          const { builds } = draftOf(entry.line);
          const jobs = builds.get(entry.revision) ?? new Map<string, BuildStatus>();
          return putIn(builds, entry.revision, {
            value: jobs.set(entry.job, entry.status),
            most: MOST.builds,
          });
        }
        default:
          if (entry.kind.startsWith('stop.') && 'stop' in entry) foldStop(entry, draftOf(entry.line));
      }
    },
  };
}

type StopEntry = Extract<Entry, { readonly kind: `stop.${string}` }>;

function foldStop(entry: StopEntry, { spans, events, stopEvents }: Draft): void {
  addTo(events, entry, MOST.events);
  addTo(stopEvents, entry, MOST.events);
  const span = spans.get(entry.stop);
  if (entry.kind === 'stop.opened') {
    const { stop: number, cause, level, at, effectiveAt = at } = entry;
    const value = { number, cause, ...(level === 'stop' ? { from: effectiveAt } : {}) };
    putIn(spans, number, { value, most: MOST.spans });
  } else if (span !== undefined && entry.kind === 'stop.escalated')
    spans.set(entry.stop, { ...span, from: entry.effectiveAt });
  else if (span !== undefined && entry.kind === 'stop.lifted')
    spans.set(entry.stop, { ...span, until: entry.effectiveAt ?? entry.at });
}

function landedOf(
  { seq, at, results }: Extract<Entry, { kind: 'push.settled' }>,
  admitted: Admitted | undefined,
): readonly Landed[] {
  if (admitted === undefined) return [];
  const { push, pusher, repository, updates } = admitted;
  const refs = new Set(results.filter(({ landing }) => landing === 'landed').map(({ ref }) => ref));
  return updates
    .filter(({ ref }) => refs.has(ref))
    .map((update) => ({ seq, at, push, pusher, repository, update }));
}
