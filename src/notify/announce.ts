// Says what an entry of the journal means for people, or that it means nothing to them. Only changes are news: a
// refused push was told to its pusher, and one that landed is news for those who ask for it.
import type { Entry } from '../journal/entry.ts';
import type { Landed } from '../journal/landed.ts';
import type { Stop } from '../line/stop.ts';
import type { Announcement } from './announcement.ts';
import { announceDrift, announceLanding } from './announce-landing.ts';
import { announcePush } from './announce-push.ts';

/** What an entry does not say itself. */
export interface AnnounceFacts {
  /** The hash of the entry, which no other entry of any journal has. */
  readonly hash: string;
  /** The stop that the entry is about, as it is now. */
  readonly stop: Stop | undefined;
  /** The stops that are open now. */
  readonly openStops: readonly Stop[];
  /** What the entry brought to lines. */
  readonly landed: readonly Landed[];
}

type Words = Omit<Announcement, 'id' | 'seq' | 'at'>;

/** Returns what to tell of an entry; undefined for nothing. */
export function announce(entry: Entry, facts: AnnounceFacts): Announcement | undefined {
  const words = findWords(entry, facts);
  if (words === undefined) return undefined;
  return { id: facts.hash.slice(0, 32), seq: entry.seq, at: entry.happenedAt ?? entry.at, ...words };
}

function findWords(entry: Entry, facts: AnnounceFacts): Words | undefined {
  switch (entry.kind) {
    case 'stop.opened':
      return entry.level === 'stop' ? stopOpened(entry) : cautionOpened(entry);
    case 'stop.escalated':
      return {
        ...aboutStop(entry, facts.stop),
        event: 'stop.escalated',
        severity: 'alarm',
        title: `Line ${entry.line} is STOPPED`,
        text: [
          summaryOf(facts),
          `Stop ${entry.stop} was a caution, which nobody claimed until ${clock(entry.effectiveAt)}`,
        ],
      };
    case 'stop.claimed':
      return {
        ...aboutStop(entry, facts.stop),
        event: 'stop.claimed',
        severity: 'news',
        title: `Line ${entry.line}: ${entry.by} is on stop ${entry.stop}`,
        text: [summaryOf(facts), ...(entry.eta === undefined ? [] : [`Until about ${clock(entry.eta)}`])],
      };
    case 'stop.amended':
      return {
        ...aboutStop(entry, facts.stop),
        event: 'stop.amended',
        severity: 'news',
        title: `Line ${entry.line}: stop ${entry.stop} has a new text`,
        text: [entry.summary, `Changed by ${entry.by}`],
      };
    case 'stop.fix-failed':
      return {
        ...aboutStop(entry, facts.stop),
        event: 'stop.fix-failed',
        severity: 'warning',
        title: `Line ${entry.line}: the fix for stop ${entry.stop} is none`,
        text: [summaryOf(facts), `Says build ${entry.build}`],
      };
    case 'stop.lifted':
      return stopLifted(entry, facts);
    case 'push.admitted':
      return announcePush(entry);
    case 'push.settled':
      return announceLanding(facts.landed);
    case 'ref.drifted':
      return announceDrift(entry, facts.landed);
    // What a build or an alert comes to is an entry of its own.
    case 'alert.reported':
    case 'build.reported':
    case 'line.registered':
    case 'push.refused':
    case 'ref.adopted':
      return undefined;
  }
}

type Opened = Extract<Entry, { kind: 'stop.opened' }>;

function stopOpened(entry: Opened): Words {
  return {
    ...aboutStop(entry, entry),
    event: 'stop.opened',
    severity: 'alarm',
    title: `Line ${entry.line} is STOPPED`,
    text: [entry.summary, `Stop ${entry.stop}, opened by ${entry.by}`],
  };
}

function cautionOpened(entry: Opened): Words {
  const end = entry.stopsAt === undefined ? [] : [`It turns into a stop at ${clock(entry.stopsAt)}`];
  return {
    ...aboutStop(entry, entry),
    event: 'caution.opened',
    severity: 'warning',
    title: `Line ${entry.line} is CAUTIONED`,
    text: [entry.summary, `Stop ${entry.stop}, opened by ${entry.by}`, ...end],
  };
}

/** Says how the line is when it is told, which is what its readers act on. */
function stopLifted(entry: Extract<Entry, { kind: 'stop.lifted' }>, facts: AnnounceFacts): Words {
  const others = facts.openStops.filter(({ line }) => line === entry.line).map(({ number }) => number);
  const runs = others.length === 0;
  return {
    ...aboutStop(entry, facts.stop),
    event: 'stop.lifted',
    severity: runs ? 'relief' : 'news',
    title: runs ? `Line ${entry.line} RUNS again` : `Line ${entry.line}: stop ${entry.stop} is lifted`,
    text: [
      entry.reason,
      `Stop ${entry.stop} was lifted by ${entry.by}`,
      ...(runs ? [] : [`Still open: ${others.map((number) => `stop ${number}`).join(', ')}`]),
    ],
  };
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

function summaryOf({ stop }: AnnounceFacts): string {
  return stop?.summary ?? 'What it is about is not on record';
}

function clock(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}
