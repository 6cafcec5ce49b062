// Says what an entry of the journal means for people, or that it means nothing to them. Only changes are news: a
// refused push was told to its pusher, and one that landed is news for those who ask for it.
import type { Entry } from '../journal/entry.ts';
import type { Landed } from '../journal/landed.ts';
import type { Announcement } from './announcement.ts';
import { announceDrift, announceLanding } from './announce-landing.ts';
import { announcePush } from './announce-push.ts';
import { announceStop } from './announce-stop.ts';
import type { StopFacts } from './announce-stop.ts';

/** What an entry does not say itself. */
export interface AnnounceFacts extends StopFacts {
  /** The hash of the entry, which no other entry of any journal has. */
  readonly hash: string;
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
    case 'stop.escalated':
    case 'stop.claimed':
    case 'stop.amended':
    case 'stop.fix-failed':
    case 'stop.lifted':
      return announceStop(entry, facts);
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
    case 'token.created':
    case 'token.revoked':
    case 'access.denied':
      return undefined;
  }
}
