// What landed on a line, folded from what was said of pushes.
import { describe, expect, it } from 'vitest';
import { listArrivals, listPlaces, readPlace } from '../../src/journal/arrivals.ts';
import type { Event, Settlement } from '../../src/journal/entry.ts';
import type { ViewTable } from '../../src/journal/view-table.ts';
import { project } from '../../src/journal/views.ts';
import { readStop } from '../../src/store/read-views.ts';
import { memoryViews } from '../../src/store/memory/views.ts';
import { at } from '../support/build-scene.ts';
import { MAIN, oid } from '../support/gate.ts';
import { REF, REPOSITORY, value } from '../support/pushes.ts';

const TRACK = { repository: REPOSITORY, ref: REF };

function asks(push: string, from: number, to: number, stops: readonly number[] = []): Event {
  return {
    kind: 'push.admitted',
    push,
    repository: REPOSITORY,
    pusher: push,
    receiver: { host: 'h', pid: 7 },
    updates: [{ ref: REF, old: value(from), new: value(to), lines: [MAIN] }],
    passages: stops.length === 0 ? [] : [{ line: MAIN, ref: REF, way: 'fix', stops }],
    findings: [],
  };
}

function landed(push: string, to: number, via: Settlement['via'] = 'post-receive'): Event {
  const results = [{ ref: REF, new: value(to), landing: 'landed' as const }];
  return { kind: 'push.settled', push, repository: REPOSITORY, via, results };
}

function fold(...events: readonly Event[]): ViewTable {
  const views = memoryViews();
  for (const [index, event] of events.entries())
    project({ ...event, seq: index + 1, at: at(index + 1) }, views);
  return views;
}

const inWords = (views: ViewTable): readonly string[] =>
  listArrivals(views, MAIN, TRACK).map(({ order, pusher }) => `${order} ${pusher}`);

describe('commits that come with what landed', () => {
  it('stand below it, each behind those above, until they land themselves', () => {
    const push = asks('a', 0, 1) as Extract<Event, { kind: 'push.admitted' }>;
    const updates = push.updates.map((update) => ({ ...update, below: [oid(8), oid(7)] }));
    const events = [{ ...push, updates }, landed('a', 1)];
    const views = fold(...events);
    expect(listPlaces(views, MAIN, oid(1))).toEqual([{ ...TRACK, order: 2 }]);
    expect(listPlaces(views, MAIN, oid(8))).toEqual([{ ...TRACK, order: 2, behind: 1 }]);
    expect(listPlaces(views, MAIN, oid(7))).toEqual([{ ...TRACK, order: 2, behind: 2 }]);
    const later = fold(...events, asks('b', 1, 8), landed('b', 8));
    expect(listPlaces(later, MAIN, oid(8))).toEqual([{ ...TRACK, order: 4 }]);
    expect(listPlaces(fold({ ...push, updates }), MAIN, oid(8))).toEqual([]);
  });
});

describe('an arrival', () => {
  it('that was put down to another push stays where it is, with the push that it was', () => {
    const twins = [asks('a', 0, 1), asks('b', 0, 1, [9]), landed('a', 1, 'reconcile'), landed('b', 1)];
    const views = fold(...twins);
    expect(inWords(views)).toEqual(['3 b']);
    expect(readPlace(views, MAIN, oid(1), TRACK)).toEqual({ ...TRACK, order: 3 });
  });

  it('that was put down to another push is a fix from there on', () => {
    const opened: Event = {
      kind: 'stop.opened',
      stop: 1,
      line: MAIN,
      level: 'stop',
      cause: 'person',
      summary: 's',
      by: 'dana',
    };
    const views = fold(opened, asks('a', 0, 1), asks('b', 0, 1, [1]), landed('a', 1, 'reconcile'), landed('b', 1)); // prettier-ignore
    expect(readStop(views, 1)?.fix).toMatchObject({ order: 4, push: 'b' });
  });

  it('is a new one where a ref goes back to what nobody saw land', () => {
    const views = fold(
      asks('a', 0, 1),
      landed('a', 1, 'reconcile'),
      asks('b', 1, 2),
      landed('b', 2),
      asks('c', 2, 1),
      landed('c', 1),
    );
    expect(inWords(views)).toEqual(['2 a', '4 b', '6 c']);
    expect(readPlace(views, MAIN, oid(1), TRACK)).toEqual({ ...TRACK, order: 6 });
  });
});
