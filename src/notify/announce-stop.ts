// Says what the entries about a stop mean for people, from its opening to its end.
import type { Entry } from '../journal/entry.ts';
import { blocks, isStopBy } from '../line/stop.ts';
import type { Stop } from '../line/stop.ts';
import { listSome } from '../text/list-some.ts';
import { formatMinute } from '../text/utc-time.ts';
import type { Announcement } from './announcement.ts';

type Words = Omit<Announcement, 'id' | 'seq' | 'at'>;

/** What an entry about a stop does not say itself. */
export interface StopFacts {
  /** The stop, as it is now. */
  readonly stop: Stop | undefined;
  /** The stops that are open now. */
  readonly openStops: readonly Stop[];
  /** The repositories of the line. */
  readonly repositories: readonly string[];
  /** Whose pushes were refused while the line was stopped that the entry has run again. */
  readonly freed: readonly string[];
}

type StopEntry = Extract<Entry, { kind: `stop.${string}` }>;

const MOST_NAMES = 20;

const MOST_REPOSITORIES = 3;

/** Returns what to tell of an entry about a stop. */
export function announceStop(entry: StopEntry, facts: StopFacts): Words {
  const words = findWords(entry, facts);
  // Most lines are called "main", and a channel may hear of many.
  const { repositories } = facts;
  const [repository, ...others] = repositories;
  if (repository === undefined) return words;
  return {
    ...words,
    text: [...words.text, `In ${listSome(repositories, MOST_REPOSITORIES)}`],
    ...(others.length === 0 ? { repository } : {}),
  };
}

function findWords(entry: StopEntry, facts: StopFacts): Words {
  switch (entry.kind) {
    case 'stop.opened':
      return entry.level === 'stop' ? stopOpened(entry, facts) : cautionOpened(entry);
    case 'stop.escalated':
      return {
        ...aboutStop(entry, facts.stop),
        event: 'stop.escalated',
        severity: 'alarm',
        title: `Line ${entry.line} is STOPPED`,
        text: [
          summaryOf(facts),
          `Stop ${entry.stop} was a caution, which nobody claimed until ${formatMinute(entry.effectiveAt)}`,
        ],
      };
    case 'stop.claimed':
      return {
        ...aboutStop(entry, facts.stop),
        event: 'stop.claimed',
        severity: 'news',
        title: `Line ${entry.line}: ${entry.by} is on stop ${entry.stop}`,
        text: [
          summaryOf(facts),
          ...(entry.eta === undefined ? [] : [`Until about ${formatMinute(entry.eta)}`]),
        ],
      };
    case 'stop.amended':
      return {
        ...aboutStop(entry, facts.stop),
        event: 'stop.amended',
        severity: 'news',
        title: `Line ${entry.line}: stop ${entry.stop} was changed`,
        text: [
          entry.summary,
          `Changed by ${entry.by}`,
          ...(entry.until === undefined ? [] : [`It ends at ${formatMinute(entry.until)}`]),
        ],
      };
    case 'stop.fix-failed':
      return {
        ...aboutStop(entry, facts.stop),
        event: 'stop.fix-failed',
        severity: 'warning',
        title: `Line ${entry.line}: the fix for stop ${entry.stop} failed`,
        text: [summaryOf(facts), `In build ${entry.build}`],
      };
    case 'stop.lifted':
      return stopLifted(entry, facts);
  }
}

type Opened = Extract<Entry, { kind: 'stop.opened' }>;

/** Where it is over by the time it is told, nobody has to run. */
function stopOpened(entry: Opened, { stop }: StopFacts): Words {
  const isOver = stop?.lifted !== undefined;
  return {
    ...aboutStop(entry, entry),
    event: 'stop.opened',
    severity: isOver ? 'news' : 'alarm',
    title: `Line ${entry.line} ${isOver ? 'was stopped for a while' : 'is STOPPED'}`,
    text: [entry.summary, `Stop ${entry.stop}, opened by ${entry.by}`],
  };
}

function cautionOpened(entry: Opened): Words {
  const end = entry.stopsAt === undefined ? [] : [`It turns into a stop at ${formatMinute(entry.stopsAt)}`];
  return {
    ...aboutStop(entry, entry),
    event: 'caution.opened',
    severity: 'warning',
    title: `Line ${entry.line} is CAUTIONED`,
    text: [entry.summary, `Stop ${entry.stop}, opened by ${entry.by}`, ...end],
  };
}

/** Says how the line is when it is told, which is what its readers act on. */
function stopLifted(entry: Extract<Entry, { kind: 'stop.lifted' }>, facts: StopFacts): Words {
  const { line, stop, by, at, effectiveAt = at } = entry;
  const others = facts.openStops.filter((other) => other.line === line);
  const held = facts.stop === undefined || isStopBy(facts.stop, effectiveAt);
  const runs = held && !others.some((other) => other.escalatedAt !== undefined || blocks(other, at));
  return {
    ...aboutStop(entry, facts.stop),
    event: 'stop.lifted',
    severity: runs ? 'relief' : 'news',
    title: runs
      ? `Line ${line} RUNS again`
      : `Line ${line}: ${facts.stop?.level ?? 'stop'} ${stop} is lifted`,
    text: [
      entry.reason,
      `Stop ${stop} was lifted by ${by}`,
      ...(others.length === 0 ? [] : [`Still open: ${others.map(describeOpen).join(', ')}`]),
      ...(facts.freed.length === 0 ? [] : [`Refused meanwhile: ${listSome(facts.freed, MOST_NAMES)}`]),
    ],
    ...(facts.freed.length === 0 ? {} : { freed: facts.freed }),
  };
}

function describeOpen({ level, number }: Stop): string {
  return `${level} ${number}`;
}

function aboutStop(
  { line, stop, by }: { readonly line: string; readonly stop: number; readonly by: string },
  reason: Pick<Stop, 'cause' | 'url'> | undefined,
): Pick<Words, 'lines' | 'stops' | 'who' | 'cause' | 'url'> {
  return {
    lines: [line],
    stops: [stop],
    who: by,
    ...(reason === undefined ? {} : { cause: reason.cause }),
    ...(reason?.url === undefined ? {} : { url: reason.url }),
  };
}

function summaryOf({ stop }: StopFacts): string {
  return stop?.summary ?? 'What it is about is not on record';
}
