import { describe, expect, it } from 'vitest';
import { announce } from '../../src/notify/announce.ts';
import type { AnnounceFacts } from '../../src/notify/announce.ts';
import type { Entry } from '../../src/journal/entry.ts';
import { wants } from '../../src/notify/channel.ts';
import { admitted, announcement, channel, HASH, opened, placed } from '../support/announcements.ts';
import { lineName, MAIN, oid, refName, stop } from '../support/gate.ts';

const facts = (change: Partial<AnnounceFacts> = {}): AnnounceFacts => ({
  hash: HASH,
  stop: stop(17, { url: 'https://ci.example/1' }),
  openStops: [],
  landed: [],
  freed: [],
  repositories: [],
  ...change,
});
const said = (entry: Entry, given = facts()): string[] | undefined => {
  const found = announce(entry, given);
  return found && [found.event, found.severity, found.title, ...found.text];
};
const passage = (way: 'fix' | 'revert' | 'override' | 'exempt', stops: number[], reason?: string) => ({
  line: MAIN,
  ref: refName('refs/heads/main') as unknown as string,
  way,
  stops,
  ...(reason === undefined ? {} : { reason }),
});
const AT = '2026-03-02T14:02:00.000Z';
const YOUNG = { level: 'caution', stopsAt: '2026-03-02T15:00:00.000Z' } as const;
const TURNED = { level: 'caution', stopsAt: '2026-03-02T14:00:00.000Z' } as const;
const about = { stop: 17, line: MAIN, by: 'dana' };

describe('announce()', () => {
  it.each<[string, Entry, string[]]>([
    [
      'a caution that turned',
      placed({ kind: 'stop.escalated', ...about, effectiveAt: '2026-03-02T14:00:00.000Z' }),
      [
        'stop.escalated',
        'alarm',
        'Line main is STOPPED',
        'tests red',
        'Stop 17 was a caution, which nobody claimed until 2026-03-02 14:00 UTC',
      ],
    ],
    [
      'a stop',
      opened(),
      ['stop.opened', 'alarm', 'Line main is STOPPED', '3 tests red', 'Stop 17, opened by ci'],
    ],
    [
      'a caution',
      opened({ level: 'caution', stopsAt: '2026-03-02T15:00:00.000Z' }),
      [
        'caution.opened',
        'warning',
        'Line main is CAUTIONED',
        '3 tests red',
        'Stop 17, opened by ci',
        'It turns into a stop at 2026-03-02 15:00 UTC',
      ],
    ],
    [
      'a claim',
      placed({ ...about, kind: 'stop.claimed', eta: '2026-03-02T15:00:00.000Z' }),
      [
        'stop.claimed',
        'news',
        'Line main: dana is on stop 17',
        'tests red',
        'Until about 2026-03-02 15:00 UTC',
      ],
    ],
    [
      'a new text',
      placed({ ...about, kind: 'stop.amended', summary: 'disk full' }),
      ['stop.amended', 'news', 'Line main: stop 17 was changed', 'disk full', 'Changed by dana'],
    ],
    [
      'a new end',
      placed({ ...about, kind: 'stop.amended', summary: 'disk full', until: '2026-03-02T15:00:00.000Z' }),
      [
        'stop.amended',
        'news',
        'Line main: stop 17 was changed',
        'disk full',
        'Changed by dana',
        'It ends at 2026-03-02 15:00 UTC',
      ],
    ],
    [
      'a fix that failed',
      placed({ ...about, kind: 'stop.fix-failed', build: '4713' }),
      ['stop.fix-failed', 'warning', 'Line main: the fix for stop 17 failed', 'tests red', 'In build 4713'],
    ],
    [
      'the last stop lifted',
      placed({ ...about, kind: 'stop.lifted', reason: 'green' }),
      ['stop.lifted', 'relief', 'Line main RUNS again', 'green', 'Stop 17 was lifted by dana'],
    ],
    [
      'drift',
      placed({
        kind: 'ref.drifted',
        repository: '/r',
        ref: 'refs/heads/main',
        recorded: null,
        found: oid(2),
      }),
      [
        'ref.drifted',
        'warning',
        'refs/heads/main moved past the hooks',
        `From nothing to ${oid(2)}`,
        'In /r',
      ],
    ],
  ])('tells of %s', (_, entry, expected) => {
    expect(said(entry)).toEqual(expected);
  });

  it('says of a stop that is over by now that it was one', () => {
    const over = stop(17, { lifted: { by: 'dana', at: '2026-03-02T14:20:00.000Z', reason: 'green' } });
    expect(said(opened(), facts({ stop: over }))?.slice(0, 3)).toEqual([
      'stop.opened',
      'news',
      'Line main was stopped for a while',
    ]);
  });

  it.each<[string, Partial<AnnounceFacts>, string, string]>([
    [
      'no line runs again for a caution',
      { stop: stop(17, YOUNG) },
      'news',
      'Line main: caution 17 is lifted',
    ],
    ['it does for one that had turned', { stop: stop(17, TURNED) }, 'relief', 'Line main RUNS again'],
    ['and while a caution is open', { openStops: [stop(18, YOUNG)] }, 'relief', 'Line main RUNS again'],
    ['not while one has turned', { openStops: [stop(18, TURNED)] }, 'news', 'Line main: stop 17 is lifted'],
    ['a stop that ended by itself', { stop: stop(17, { until: AT }) }, 'relief', 'Line main RUNS again'],
  ])('tells what the end of a stop means: %s', (_, given, severity, title) => {
    const entry = placed({ ...about, kind: 'stop.lifted', reason: 'green', effectiveAt: AT });
    expect(said(entry, facts(given))?.slice(1, 3)).toEqual([severity, title]);
  });

  it('says where', () => {
    const about = { event: 'stop.opened', lines: ['main'] };
    expect(announce(opened(), facts({ repositories: ['/srv/web.git'] }))).toMatchObject({
      ...about,
      repository: '/srv/web.git',
      text: ['3 tests red', 'Stop 17, opened by ci', 'In /srv/web.git'],
    });
    const many = announce(opened(), facts({ repositories: ['a', 'b', 'c', 'd'] }));
    expect(many?.text.at(-1)).toBe('In a, b, c and 1 more');
    expect(many).not.toHaveProperty('repository');
  });

  it('says who was refused meanwhile, up to twenty', () => {
    const entry = placed({ ...about, kind: 'stop.lifted', reason: 'green' });
    const many = Array.from({ length: 22 }, (_, at) => `p${at + 1}`);
    const last = (freed: readonly string[]) => said(entry, facts({ freed }))?.at(-1);
    expect(last(['alice', 'bob'])).toBe('Refused meanwhile: alice, bob');
    expect(last(many)).toBe(`Refused meanwhile: ${many.slice(0, 20).join(', ')} and 2 more`);
    expect(last(many.slice(2))).toMatch(/, p22$/);
    expect(announce(entry, facts({ freed: many }))?.freed).toEqual(many);
    expect(announce(entry, facts())).not.toHaveProperty('freed');
  });

  it('says that others still hold the line', () => {
    const openStops = [stop(18), stop(19, { line: lineName('docs') })];
    expect(said(placed({ ...about, kind: 'stop.lifted', reason: 'green' }), facts({ openStops }))).toEqual([
      'stop.lifted',
      'news',
      'Line main: stop 17 is lifted',
      'green',
      'Stop 17 was lifted by dana',
      'Still open: stop 18',
    ]);
  });

  it.each<[string, Partial<Extract<Entry, { kind: 'push.admitted' }>>, string, string, string[]]>([
    [
      'an override',
      { passages: [passage('exempt', [4]), passage('override', [17], 'fire')] },
      'push.override',
      'Line main: dana OVERRODE stop 17',
      ['fire'],
    ],
    [
      'an exempt pass',
      { passages: [passage('fix', [3]), passage('exempt', [17])] },
      'push.exempt',
      'Line main: dana is exempt and passed stop 17',
      [],
    ],
    [
      'a push while the store was away',
      { unavailable: { answer: 'open', why: 'disk full' } },
      'push.unavailable',
      'dana was let in while the store was away',
      ['The store could not be asked: disk full'],
    ],
  ])('tells of %s', (_, change, event, title, text) => {
    const found = announce(admitted(change), facts());
    expect(found).toMatchObject({ event, title, lines: ['main'], who: 'dana', repository: '/srv/web.git' });
    const moves = [`refs/heads/main ${oid(1).slice(0, 7)}..${oid(2).slice(0, 7)}`, 'In /srv/web.git'];
    expect([...(found?.text ?? [])].sort()).toEqual([...text, ...moves].sort());
  });

  it('tells nobody of what is on no line, although the store was away', () => {
    const updates = [{ ref: 'refs/heads/topic', old: null, new: oid(2) }];
    const unavailable = { answer: 'open', why: 'disk full' } as const;
    expect(announce(admitted({ updates, unavailable }), facts())).toBeUndefined();
  });

  it('names at most five refs', () => {
    const updates = Array.from({ length: 8 }, (_, at) => ({
      ref: `refs/heads/${at}`,
      old: null,
      new: oid(2),
    }));
    const found = announce(admitted({ updates, passages: [passage('override', [17])] }), facts());
    expect(found?.text.slice(4)).toEqual([
      expect.stringContaining('refs/heads/4 '),
      'and 3 more refs',
      'In /srv/web.git',
    ]);
  });

  it.each<[string, Entry]>([
    ['a push that landed', admitted()],
    ['a fix', admitted({ passages: [passage('fix', [17]), passage('revert', [17])] })],
    ['a refused push', placed({ kind: 'push.refused', updates: [], findings: [] })],
    [
      'a settlement',
      placed({ kind: 'push.settled', push: 'a', repository: '/r', via: 'reconcile', results: [] }),
    ],
    ['a line', placed({ kind: 'line.registered', line: MAIN, repository: '/r', by: 'dana' })],
    ['a ref that was taken over', placed({ kind: 'ref.adopted', repository: '/r', ref: 'a', value: null })],
  ])('says nothing of %s', (_, entry) => {
    expect(announce(entry, facts())).toBeUndefined();
  });

  it('takes cause and link from the stop, time and id from the entry', () => {
    const found = announce(
      placed({ ...about, kind: 'stop.claimed', happenedAt: '2026-01-01T00:00:00.000Z' }),
      facts(),
    );
    expect(found).toMatchObject({
      id: HASH.slice(0, 32),
      at: '2026-01-01T00:00:00.000Z',
      cause: 'build',
      url: 'https://ci.example/1',
      lines: ['main'],
    });
  });
});

describe('wants()', () => {
  it.each<[string, Parameters<typeof channel>[0], Parameters<typeof announcement>[0], boolean]>([
    ['all without a filter', {}, {}, true],
    ['its line', { lines: ['main'] }, {}, true],
    ['no other line', { lines: ['docs'] }, {}, false],
    ['what is about no known line', { lines: ['docs'] }, { event: 'ref.drifted', lines: [] }, true],
    ['cautions that turned, with stops', { events: ['stop.opened'] }, { event: 'stop.escalated' }, true],
    ['only those, where it says so', { events: ['stop.escalated'] }, {}, false],
    ['none of those with others', { events: ['caution.opened'] }, { event: 'stop.escalated' }, false],
    ['its event', { events: ['stop.opened'] }, {}, true],
    ['no other event', { events: ['stop.lifted'] }, {}, false],
    ['its cause', { causes: ['build'] }, {}, true],
    ['no other cause', { causes: ['alert'] }, {}, false],
    ['overrides past its events', { events: ['stop.lifted'] }, { event: 'push.override' }, true],
    ['exempt passes past its causes', { causes: ['alert'] }, { event: 'push.exempt', cause: 'build' }, true],
    ['no override of another line', { lines: ['docs'] }, { event: 'push.override' }, false],
    ['a test', { lines: ['docs'], events: ['stop.lifted'] }, { event: 'test' }, true],
  ])('wants %s', (_, filter, change, expected) => {
    expect(wants(channel(filter), announcement(change))).toBe(expected);
  });
});
