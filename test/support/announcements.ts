// Entries, announcements and channels for tests, each with one thing that matters.
import type { SendContext } from '../../src/channel/send-announcement.ts';
import type { Entry } from '../../src/journal/entry.ts';
import type { Announcement } from '../../src/notify/announcement.ts';
import type { Channel } from '../../src/notify/channel.ts';
import type { LandedHistory } from '../../src/notify/push-event.ts';
import { MAIN, oid } from './gate.ts';

const PLACE = { seq: 7, at: '2026-03-02T14:02:03.004Z' };
export const HASH = 'abcdef'.repeat(11).slice(0, 64);

export function opened(change: Partial<Extract<Entry, { kind: 'stop.opened' }>> = {}): Entry {
  const stop = { level: 'stop', cause: 'build', summary: '3 tests red', by: 'ci' } as const;
  return { ...PLACE, kind: 'stop.opened', stop: 17, line: MAIN, ...stop, ...change };
}

export function admitted(change: Partial<Extract<Entry, { kind: 'push.admitted' }>> = {}): Entry {
  return {
    ...PLACE,
    kind: 'push.admitted',
    push: 'a',
    repository: '/srv/web.git',
    pusher: 'dana',
    receiver: { host: 'h', pid: 1 },
    findings: [],
    passages: [],
    updates: [{ ref: 'refs/heads/main', old: oid(1), new: oid(2), lines: [MAIN] }],
    ...change,
  };
}

export function placed(event: Omit<Extract<Entry, { kind: 'stop.lifted' }>, 'seq' | 'at'>): Entry;
export function placed(event: object): Entry;
export function placed(event: object): Entry {
  return { ...PLACE, ...event } as Entry;
}

export function announcement(change: Partial<Announcement> = {}): Announcement {
  return {
    id: HASH.slice(0, 32),
    seq: 7,
    at: PLACE.at,
    event: 'stop.opened',
    severity: 'alarm',
    title: 'Line main is STOPPED',
    text: ['3 tests red'],
    lines: ['main'],
    who: 'ci',
    cause: 'build',
    stops: [17],
    ...change,
  };
}

export function channel(change: Partial<Channel> = {}): Channel {
  return { name: 'ops', destination: { kind: 'command', command: ['/bin/true'] }, ...change };
}

/** What sending takes beside the channel and the announcement; git has nothing to say. */
export function sendContext(change: Partial<SendContext> = {}): SendContext {
  const readHistory = async (): Promise<LandedHistory> => Promise.resolve({ commits: [], forced: false });
  return { environment: {}, source: 'urn:andon:web', now: Date.now, readHistory, ...change };
}
